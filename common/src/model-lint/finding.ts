/** A model as text; the path says where it lies in the set, such as `processes/case-main.bpmn`. */
export interface ModelFile {
  path: string;
  content: string;
}

/** What of the city a model may name. An empty list means that it is not known: then nothing is said about such names. */
export interface City {
  roles: readonly string[];
  teams: readonly string[];
  /** Codes of units. */
  units: readonly string[];
}

/** What a rule says of one place in a model. */
export interface Finding {
  level: 'error' | 'warning';
  path: string;
  /** Id of a BPMN element, of a DMN decision or rule, key of a form field; '' = the whole file. */
  element: string;
  /** Stable code, such as `user-task-limit`, `bpmnlint/no-disconnected`, `engine/element-type`. */
  rule: string;
  /** What the words of the rule name: ids, names, numbers. Always short. */
  details: Record<string, string>;
  /** English sentence: what, and how to mend it. Screens say it in their language by `lint:<rule>` and the details. */
  message: string;
  /** A repair that the studio can do by itself, when there is one. */
  repair?: Repair;
}

export type Repair = 'useJobWorkerUserTask' | 'layOut';

/** What a rule gives: the rest of a finding follows from the rule and the file. */
export type Report = (
  element: string | undefined,
  message: string,
  details?: Record<string, string>,
  more?: { level?: Finding['level']; repair?: Repair },
) => void;
