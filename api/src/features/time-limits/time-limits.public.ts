export { DecideExtensionJob } from './decide-extension.job.js';
