import { Injectable } from '@nestjs/common';
import {
  AssignUnitJob,
  CloseCaseJob,
  ResumeHandlingJob,
  ScreenRequestJob,
  SendReplyJob,
  TransferEmergencyJob,
} from './features/cases/cases.public.js';
import { ClockTickJob, StartClocksJob } from './features/clocks/clocks.public.js';
import { ConcludeHandoverJob, SetSupervisionLevelJob } from './features/supervision/supervision.public.js';
import { EndCaseJob } from './features/tasks/tasks.public.js';
import { DecideExtensionJob } from './features/time-limits/time-limits.public.js';
import type { JobHandler } from './process-engine/job-handler.js';
import { JobHandlers } from './process-engine/job-handlers.js';

/** Every service job type of the packaged models has its handler here; a test compares it with the generated contract. */
@Injectable()
export class JobHandlerList extends JobHandlers {
  readonly all: readonly JobHandler[];

  constructor(
    assignUnit: AssignUnitJob,
    clockTick: ClockTickJob,
    closeCase: CloseCaseJob,
    concludeHandover: ConcludeHandoverJob,
    decideExtension: DecideExtensionJob,
    endCase: EndCaseJob,
    resumeHandling: ResumeHandlingJob,
    screenRequest: ScreenRequestJob,
    sendReply: SendReplyJob,
    setSupervisionLevel: SetSupervisionLevelJob,
    startClocks: StartClocksJob,
    transferEmergency: TransferEmergencyJob,
  ) {
    super();
    this.all = [
      assignUnit,
      clockTick,
      closeCase,
      concludeHandover,
      decideExtension,
      endCase,
      resumeHandling,
      screenRequest,
      sendReply,
      setSupervisionLevel,
      startClocks,
      transferEmergency,
    ] as readonly JobHandler[];
  }
}
