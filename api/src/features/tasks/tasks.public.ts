export { EndCaseJob } from './end-case.job.js';
