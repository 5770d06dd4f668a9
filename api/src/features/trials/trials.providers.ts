import { ShippedScenarios } from './shipped-scenarios.js';
import { StageProcess } from './stage-process.js';
import { StartTrial } from './start-trial.js';
import { TrialBoard } from './trial-board.js';
import { TrialsResolver } from './trials.resolver.js';

export const trialsProviders = [ShippedScenarios, StageProcess, StartTrial, TrialBoard, TrialsResolver];
