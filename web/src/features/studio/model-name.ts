import type { TFunction } from 'i18next';
import type { ModelKind } from '../../gql/schema.generated.js';

/** How people call a model; a form of the product by its task. Needs the texts of `cases` for processes. */
export function modelName({ kind, modelId, name }: { kind: ModelKind; modelId: string; name: string }, t: TFunction) {
  if (kind === 'PROCESS') return t(`cases:processName.${modelId}`, { defaultValue: name });
  if (kind === 'DECISION' || name !== modelId) return name;
  const task = modelId.replace(/^form-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return t(`common:taskKind.${task}`, { defaultValue: modelId });
}
