export { HttpCallJob } from './http-call.job.js';
export { OpenSupervisionJob } from './open-supervision.job.js';
export { OutboundCallJob } from './outbound-call.job.js';
export { SendNoticeJob } from './send-notice.job.js';
export { SetStatusJob } from './set-status.job.js';
export { StartClockJob } from './start-clock.job.js';
export { StopClockJob } from './stop-clock.job.js';
