import type { ModelKind } from '../../gql/schema.generated.js';

/**
 * The editors are the largest part of the application: whoever may draw has theirs before the first click on "draw".
 * A failure says nothing here; the page itself asks again and says it.
 */
export async function prefetchEditor(kind: ModelKind): Promise<void> {
  const parts: Promise<unknown>[] = [import('./draft-page.js')];
  if (kind === 'PROCESS') parts.push(import('../../ui/bpmn/bpmn-modeler.js'));
  if (kind === 'DECISION') parts.push(import('../../ui/dmn/dmn-modeler.js'));
  await Promise.allSettled(parts);
}
