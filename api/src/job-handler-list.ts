import { Injectable } from '@nestjs/common';
import {
  AssignUnitJob,
  CloseCaseJob,
  ResumeHandlingJob,
  ScreenRequestJob,
  SendReplyJob,
  TransferEmergencyJob,
} from './features/cases/cases.public.js';
import { StartClocksJob } from './features/clocks/clocks.public.js';
import { EndCaseJob } from './features/tasks/tasks.public.js';
import type { JobHandler } from './process-engine/job-handler.js';
import { JobHandlers } from './process-engine/job-handlers.js';

/** Every service job type of the packaged models has its handler here; a test compares it with the generated contract. */
@Injectable()
export class JobHandlerList extends JobHandlers {
  readonly all: readonly JobHandler[];

  constructor(
    assignUnit: AssignUnitJob,
    closeCase: CloseCaseJob,
    endCase: EndCaseJob,
    resumeHandling: ResumeHandlingJob,
    screenRequest: ScreenRequestJob,
    sendReply: SendReplyJob,
    startClocks: StartClocksJob,
    transferEmergency: TransferEmergencyJob,
  ) {
    super();
    this.all = [
      assignUnit,
      closeCase,
      endCase,
      resumeHandling,
      screenRequest,
      sendReply,
      startClocks,
      transferEmergency,
    ] as readonly JobHandler[];
  }
}
