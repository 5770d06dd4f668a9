import type { ReceiveCaseInput } from '../../gql/documents.generated.js';
import { readPhoneNumber } from '../../lib/phone-number.js';
import { type IntakeDraft, secrecyOf } from './intake-draft.js';

export const TEXT_MIN = 4;
export const TEXT_MAX = 5000;

export type IntakeField = 'text' | 'type' | 'name' | 'phone';
/** Field → name of the sentence in `intake:error`, in the order of the page. */
export type IntakeProblems = Partial<Record<IntakeField, string>>;

/** What is missing or wrong before the server is asked. */
export function checkIntake(draft: IntakeDraft): IntakeProblems {
  const problems: IntakeProblems = {};
  const length = draft.text.trim().length;
  if (length === 0) problems.text = 'textRequired';
  else if (length < TEXT_MIN) problems.text = 'textTooShort';
  else if (length > TEXT_MAX) problems.text = 'textTooLong';
  if (draft.requesterKind !== 'ANONYMOUS') {
    if (!draft.name.trim()) problems.name = 'nameRequired';
    if (!draft.phone.trim()) problems.phone = 'phoneRequired';
    else if (!readPhoneNumber(draft.phone)) problems.phone = 'phoneInvalid';
  }
  if (!draft.type) problems.type = 'typeRequired';
  return problems;
}

/** The input of a draft that has no problems. */
export function receiveInput(draft: IntakeDraft): ReceiveCaseInput {
  const anonymous = draft.requesterKind === 'ANONYMOUS';
  return {
    idempotencyKey: draft.idempotencyKey,
    type: draft.type ?? 'CONSULT',
    channel: draft.channel,
    text: draft.text.trim(),
    title: draft.title.trim() || null,
    categoryCode: draft.categoryCode,
    areaCode: draft.areaCode,
    place: draft.place.trim() || null,
    requester: {
      kind: draft.requesterKind,
      name: anonymous ? null : draft.name.trim(),
      phone: anonymous ? null : readPhoneNumber(draft.phone),
    },
    secrecy: secrecyOf(draft),
    statedDisposition: draft.statedDisposition,
    duplicateOf: draft.duplicateOf?.id ?? null,
    attachmentIds: draft.files.map((file) => file.id),
  };
}
