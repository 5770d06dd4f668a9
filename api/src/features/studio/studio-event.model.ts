import { type ModelKey, streamOf } from './model.model.js';

/** What happened to a model beside its deployment. */
export type ModelEventType =
  | 'model.draftOpened'
  | 'model.draftTakenOver'
  | 'model.draftRenamed'
  | 'model.draftClosed'
  | 'model.draftDiscarded'
  | 'model.tried'
  | 'model.releaseProposed'
  | 'model.releaseApproved'
  | 'model.releaseRejected'
  | 'model.releaseWithdrawn'
  | 'model.releaseRetried'
  | 'model.deploymentFailed'
  | 'model.offerTaken'
  | 'model.offerDismissed';

/** An event on the model's own stream. @param by null: nobody, the deployment itself */
export function modelEvent(
  type: ModelEventType,
  model: ModelKey,
  by: { id: string } | null,
  at: Date,
  facts: { body?: Record<string, unknown>; personal?: Record<string, string | null | undefined> } = {},
) {
  return {
    type,
    caseId: null,
    stream: streamOf(model),
    actor: by ? { kind: 'USER' as const, id: by.id } : { kind: 'SYSTEM' as const },
    at,
    body: { kind: model.kind, id: model.modelId, ...facts.body },
    ...(facts.personal && { personal: facts.personal }),
  };
}
