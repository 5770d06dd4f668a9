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
import {
  HttpCallJob,
  OpenSupervisionJob,
  OutboundCallJob,
  SendNoticeJob,
  SetStatusJob,
  StartClockJob,
  StopClockJob,
} from './features/platform-steps/platform-steps.public.js';
import { ConcludeHandoverJob, SetSupervisionLevelJob } from './features/supervision/supervision.public.js';
import { EndCaseJob } from './features/tasks/tasks.public.js';
import { DecideExtensionJob } from './features/time-limits/time-limits.public.js';
import type { JobHandler } from './process-engine/job-handler.js';
import { JobHandlers } from './process-engine/job-handlers.js';

/** Every service job type of the packaged models and of the templates has its handler here; a test compares it with the generated contract. */
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
    httpCall: HttpCallJob,
    openSupervision: OpenSupervisionJob,
    outboundCall: OutboundCallJob,
    resumeHandling: ResumeHandlingJob,
    screenRequest: ScreenRequestJob,
    sendNotice: SendNoticeJob,
    sendReply: SendReplyJob,
    setStatus: SetStatusJob,
    setSupervisionLevel: SetSupervisionLevelJob,
    startClock: StartClockJob,
    startClocks: StartClocksJob,
    stopClock: StopClockJob,
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
      httpCall,
      openSupervision,
      outboundCall,
      resumeHandling,
      screenRequest,
      sendNotice,
      sendReply,
      setStatus,
      setSupervisionLevel,
      startClock,
      startClocks,
      stopClock,
      transferEmergency,
    ] as readonly JobHandler[];
  }
}
