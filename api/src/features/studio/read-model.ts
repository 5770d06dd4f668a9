import { createHash } from 'node:crypto';
import { type ModelText, readModelText } from '../../../../common/src/model-text/read-model-text.js';
import type { ModelKind } from './model.model.js';
import { ModelOfOtherKind, ModelUnreadable } from './studio.errors.js';

/** @param fileName named in the refusal @throws ModelUnreadable */
export function readModel(content: string, fileName: string | null = null): ModelText {
  const { model, problem, line } = { line: null, ...readModelText(content) };
  if (model) return model;
  throw new ModelUnreadable(problem, line, fileName);
}

/** @throws ModelUnreadable, ModelOfOtherKind */
export function readModelOf(kind: ModelKind, content: string): ModelText {
  const model = readModel(content);
  if (model.kind !== kind) throw new ModelOfOtherKind(kind, model.kind);
  return model;
}

/** Of the bytes the engine gets. */
export const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex');
