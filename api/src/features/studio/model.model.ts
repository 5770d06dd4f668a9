import type { ModelKind } from '../../../../common/src/model-text/read-model-text.js';

export type { ModelKind };
export const MODEL_KINDS: readonly ModelKind[] = ['PROCESS', 'DECISION', 'FORM'];

export interface ModelKey {
  kind: ModelKind;
  modelId: string;
}

/** Of the table of what the engine holds: a decision's text is that of its requirements. */
export const STORED_KIND = { PROCESS: 'PROCESS', DECISION: 'DECISION_REQUIREMENTS', FORM: 'FORM' } as const;

const FILES: Record<ModelKind, { folder: string; suffix: string }> = {
  PROCESS: { folder: 'processes', suffix: '.bpmn' },
  DECISION: { folder: 'decisions', suffix: '.dmn' },
  FORM: { folder: 'forms', suffix: '.form' },
};

/** Where a new model stands among the files: also the engine's resource name. */
export function pathOf({ kind, modelId }: ModelKey): string {
  const { folder, suffix } = FILES[kind];
  return `${folder}/${modelId}${suffix}`;
}

export const streamOf = ({ kind, modelId }: ModelKey): `model:${string}` => `model:${kind}:${modelId}`;

export const keyOf = ({ kind, modelId }: ModelKey): string => `${kind}:${modelId}`;

/** Locks are taken in one order everywhere. */
export const inOrder = <T extends ModelKey>(models: readonly T[]): T[] =>
  [...models].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
