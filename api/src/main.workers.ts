import { startApplication } from './start-application.js';

await startApplication({ http: false, workers: true });
