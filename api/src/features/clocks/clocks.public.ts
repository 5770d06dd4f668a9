export {
  type ClockLight,
  type ClockRecord,
  type ClockState,
  isLive,
  type PauseReason,
  reckonClock,
  termsOf,
} from './clock.model.js';
export { ClockRepository, type ClockWindow } from './clock.repository.js';
export { CLOCK_KINDS, type ClockKind, GOVERNING_KINDS, isClockKind, PAUSABLE_KINDS } from './clock-kind.model.js';
export { ClockLedger } from './clock-ledger.js';
export { ClockListener, type ClockNews } from './clock-listener.js';
export { ClockPauses } from './clock-pauses.js';
export { ClockTickJob } from './clock-tick.job.js';
export { ExtendClock } from './extend-clock.js';
export { isMoved, MoveClocks, type MovedClock } from './move-clocks.js';
export { StartClocksJob } from './start-clocks.job.js';
export { StartCoHandle } from './start-co-handle.js';
