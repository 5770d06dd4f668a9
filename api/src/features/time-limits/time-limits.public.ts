export { DecideExtensionJob } from './decide-extension.job.js';
export { freeTasksOfClock } from './free-tasks-of-clock.js';
export { TellPeople } from './tell-people.js';
export { NotYourUnitsCase, SameExtensionPerson } from './time-limit.errors.js';
