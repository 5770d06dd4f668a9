import { ClockQueries } from './clock.queries.js';
import { ClockLedger } from './clock-ledger.js';
import { CaseClocksResolver } from './clocks.resolver.js';
import { StartClocksJob } from './start-clocks.job.js';

export const clocksProviders = [ClockLedger, ClockQueries, CaseClocksResolver, StartClocksJob];
