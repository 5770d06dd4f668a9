export { EndCaseJob } from './end-case.job.js';
export { EndTask } from './end-task.js';
export { ReleaseTasksOf } from './release-tasks-of.js';
export { TaskRepository } from './task.repository.js';
