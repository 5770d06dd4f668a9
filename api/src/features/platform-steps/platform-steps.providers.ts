import { env } from '../../config/env.js';
import { HttpDoor } from './http/http-door.js';
import { HttpCallJob } from './http-call.job.js';
import { OpenSupervisionJob } from './open-supervision.job.js';
import { OutboundCallJob } from './outbound-call.job.js';
import { SendNoticeJob } from './send-notice.job.js';
import { SetStatusJob } from './set-status.job.js';
import { StartClockJob } from './start-clock.job.js';
import { StopClockJob } from './stop-clock.job.js';

export const platformStepsProviders = [
  HttpCallJob,
  OpenSupervisionJob,
  OutboundCallJob,
  SendNoticeJob,
  SetStatusJob,
  StartClockJob,
  StopClockJob,
  { provide: HttpDoor, useFactory: () => new HttpDoor(env.YOUSU_HTTP_CALL_HOSTS) },
];
