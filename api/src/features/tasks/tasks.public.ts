export { EndCaseJob } from './end-case.job.js';
export { ReleaseTasksOf } from './release-tasks-of.js';
