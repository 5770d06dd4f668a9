import type { ModelKind } from '../../gql/schema.generated.js';
import { saveFile } from '../../lib/save-file.js';

export const KINDS: readonly ModelKind[] = ['PROCESS', 'DECISION', 'FORM'];

const ENDINGS: Record<ModelKind, string> = { PROCESS: 'bpmn', DECISION: 'dmn', FORM: 'form' };

/** Address of the page of one model. */
export function modelHref(kind: ModelKind, modelId: string): string {
  return `/models/${kind.toLowerCase()}/${encodeURIComponent(modelId)}`;
}

/** The kind an address names; null where it names none. */
export function kindOf(segment: string | undefined): ModelKind | null {
  return KINDS.find((kind) => kind.toLowerCase() === segment) ?? null;
}

/** A model as a file that Camunda Modeler and other tools open. @param version of a deployed one */
export function exportModel(kind: ModelKind, modelId: string, content: string, version?: number): void {
  const name = `${modelId}${version === undefined ? '' : `-v${version}`}.${ENDINGS[kind]}`;
  saveFile(name, content, kind === 'FORM' ? 'application/json' : 'application/xml');
}
