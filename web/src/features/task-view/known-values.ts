import type { ViewedTask } from './task-header.js';

/** What the case already says, under the field keys of the platform's forms: nobody types it twice. */
export function knownValues({ case: of, kind, subjectId }: ViewedTask): Record<string, unknown> {
  return {
    caseType: of.type,
    category: of.category?.code,
    urgency: of.urgency,
    secrecy: of.secrecy,
    ...(of.disposition ? { disposition: of.disposition } : {}),
    ...(of.summary ? { summary: of.summary } : {}),
    leadUnit: of.leadUnit?.code,
    ...(of.duplicateOf ? { duplicateOf: of.duplicateOf.number } : {}),
    // Coming back from the leader or from rework: go on from the last text instead of an empty field.
    ...(kind === 'draftReply' ? { replyText: of.replyText, publicReply: of.publicReply } : {}),
    ...(kind === 'coHandle' ? { result: of.assignments.find(({ id }) => id === subjectId)?.result ?? undefined } : {}),
    ...(kind === 'handle' ? { legalBasis: of.legalBasis } : {}),
  };
}
