export { DecideExtensionJob } from './decide-extension.job.js';
export { TellPeople } from './tell-people.js';
export { SameExtensionPerson } from './time-limit.errors.js';
