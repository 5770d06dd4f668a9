export { type ClockKind, isClockKind } from './clock-kinds.js';
export { ClockLedger } from './clock-ledger.js';
export { StartClocksJob } from './start-clocks.job.js';
