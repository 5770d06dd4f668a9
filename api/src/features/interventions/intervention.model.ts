import type { VariableValue } from '../../../../common/src/platform-steps/variable-value.js';

export type InterventionKind = 'SET_VARIABLES' | 'MOVE_TOKEN' | 'CANCEL_INSTANCE';
export type InterventionState = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'DONE' | 'REFUSED' | 'FAILED';

/** What is to be done, by kind. */
export interface InterventionFacts {
  SET_VARIABLES: { values: Record<string, VariableValue> };
  /** Names as drawn, for the second person. */
  MOVE_TOKEN: { elementInstanceKey: string; from: string; fromName: string; to: string; toName: string };
  CANCEL_INSTANCE: Record<string, never>;
}

export type Act = {
  [K in InterventionKind]: { kind: K; what: InterventionFacts[K] };
}[InterventionKind];

/** Why something approved is not done any more. */
export type Refusal = 'INSTANCE_ENDED' | 'STEP_LEFT';

/** An instance as an operator needs it. */
export interface InstanceFacts {
  engineId: number;
  key: string;
  processId: string;
  version: number;
  definitionKey: string;
  parentKey: string | null;
  caseId: string | null;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
}
