import type { City, Finding, Report } from './finding.js';
import type { Models, ReadFile } from './models.js';
import type { BpmnFile, ProcessModel } from './read-bpmn.js';
import type { Decision } from './read-dmn.js';
import type { FormFile } from './read-form.js';

/** What a rule may look at beside its own subject. */
export interface Surroundings {
  readonly models: Models;
  readonly city: City;
}

/** One thing that is demanded of models; it looks at what it has a function for. */
export interface Rule {
  /** Stable: screens and saved findings name it. Its file has the same name. */
  readonly code: string;
  /** `error` unless said otherwise. */
  readonly level?: Finding['level'];
  readonly file?: (file: ReadFile, around: Surroundings, report: Report) => void;
  readonly process?: (process: ProcessModel, around: Surroundings & { file: BpmnFile }, report: Report) => void;
  readonly decision?: (decision: Decision, around: Surroundings, report: Report) => void;
  readonly form?: (form: FormFile, around: Surroundings, report: Report) => void;
}
