import { TimeMachine } from './time-machine.js';
import { TimeMachineResolver } from './time-machine.resolver.js';

export const timeMachineProviders = [TimeMachine, TimeMachineResolver];
