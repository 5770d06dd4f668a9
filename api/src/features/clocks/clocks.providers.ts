import { ClockRepository } from './clock.repository.js';
import { ClockAlarm } from './clock-alarm.js';
import { ClockLedger } from './clock-ledger.js';
import { ClockPauses } from './clock-pauses.js';
import { ClockTickJob } from './clock-tick.job.js';
import { ExtendClock } from './extend-clock.js';
import { GovernCase } from './govern-case.js';
import { MoveClocks } from './move-clocks.js';
import { StartClocksJob } from './start-clocks.job.js';
import { StartCoHandle } from './start-co-handle.js';

export const clocksProviders = [
  ClockAlarm,
  ClockLedger,
  ClockPauses,
  ClockRepository,
  ClockTickJob,
  ExtendClock,
  GovernCase,
  MoveClocks,
  StartClocksJob,
  StartCoHandle,
];
