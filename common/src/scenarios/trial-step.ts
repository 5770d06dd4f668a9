import type { Check } from './compare-with-seen.js';
import type { StepVerb } from './scenario.js';

/** Why a step did not go as written. */
export interface TrialProblem {
  /**
   * `noTask` (element, open), `manyTasks` (element), `refused` (code, message), `notRefused` (code), `noClock` (kind),
   * `incident` (process, element, message), `nobody` (groups), `broken`: its words are for whoever runs the product.
   */
  code: 'noTask' | 'manyTasks' | 'refused' | 'notRefused' | 'noClock' | 'incident' | 'nobody' | 'broken';
  /** An English sentence. */
  message: string;
  details: Record<string, string>;
}

/** One step of a scenario once it was tried. */
export interface TrialStep {
  /** Of the scenario's text, 1 = the first; 0: the receipt of the case. */
  line: number;
  verb: 'receive' | StepVerb;
  /** The element, the act, the span or the moment that it is about; of an expectation nothing. */
  subject: string;
  /** The task's name as people read it, where there was one. */
  name: string;
  /** Who did it: a login. */
  as: string;
  /** ISO 8601, the city's time; null: it was not come to. */
  at: string | null;
  outcome: 'PASSED' | 'FAILED' | 'SKIPPED';
  problem: TrialProblem | null;
  checks: Check[];
}
