import { CaseClocksResolver, DuplicateCaseClockResolver } from './case-clocks.resolver.js';
import { ClockQueries } from './clock.queries.js';
import { ClockFieldsResolver, ExtensionFieldsResolver, PauseFieldsResolver } from './clock-fields.resolver.js';
import { ClockForAct } from './clock-for-act.js';
import { DeadlineBoardQueries } from './deadline-board.queries.js';
import { DecideExtensionJob } from './decide-extension.job.js';
import { PauseClock } from './pause-clock.js';
import { RequestExtension } from './request-extension.js';
import { ResumeClock } from './resume-clock.js';
import { StopClock } from './stop-clock.js';
import { TellPeople } from './tell-people.js';
import { TimeLimitsResolver } from './time-limits.resolver.js';

export const timeLimitsProviders = [
  CaseClocksResolver,
  ClockFieldsResolver,
  ClockForAct,
  ClockQueries,
  DeadlineBoardQueries,
  DecideExtensionJob,
  DuplicateCaseClockResolver,
  ExtensionFieldsResolver,
  PauseClock,
  PauseFieldsResolver,
  RequestExtension,
  ResumeClock,
  StopClock,
  TellPeople,
  TimeLimitsResolver,
];
