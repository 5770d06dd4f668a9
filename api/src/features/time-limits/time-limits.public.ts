export { DecideExtensionJob } from './decide-extension.job.js';
export { TellPeople } from './tell-people.js';
export { NotYourUnitsCase, SameExtensionPerson } from './time-limit.errors.js';
