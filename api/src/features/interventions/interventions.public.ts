export { InterventionWorker } from './intervention-worker.js';
