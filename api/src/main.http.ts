import { startApplication } from './start-application.js';

await startApplication({ http: true, workers: false });
