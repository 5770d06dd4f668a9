import { TimeMachine } from './time-machine.js';
import { TimeMachineQueries } from './time-machine.queries.js';
import { TimeMachineResolver } from './time-machine.resolver.js';

export const timeMachineProviders = [TimeMachine, TimeMachineQueries, TimeMachineResolver];
