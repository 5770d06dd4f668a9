export { DecideExtensionJob } from './decide-extension.job.js';
export { SameExtensionPerson } from './time-limit.errors.js';
