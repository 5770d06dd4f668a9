import type { CaseType, Channel, Disposition, RequesterKind, Secrecy } from '../../gql/schema.generated.js';
import { randomKey } from '../../lib/random-key.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';

/** All that a call agent has typed, with the key that makes sending it twice harmless. */
export interface IntakeDraft {
  idempotencyKey: string;
  text: string;
  title: string;
  requesterKind: RequesterKind;
  name: string;
  phone: string;
  type: CaseType | null;
  channel: Channel;
  categoryCode: string | null;
  areaCode: string | null;
  place: string;
  /** Null: follows the type (REPORT is STRICT, everything else NORMAL). */
  secrecy: Secrecy | null;
  statedDisposition: Disposition | null;
  duplicateOf: { id: string; number: string } | null;
  files: UploadedFile[];
}

const storageKey = 'yousu.intake';

export function emptyIntake(channel: Channel = 'PHONE'): IntakeDraft {
  return {
    idempotencyKey: randomKey(),
    text: '',
    title: '',
    requesterKind: 'PERSON',
    name: '',
    phone: '',
    type: null,
    channel,
    categoryCode: null,
    areaCode: null,
    place: '',
    secrecy: null,
    statedDisposition: null,
    duplicateOf: null,
    files: [],
  };
}

/** The draft of this window and this person; another person at the same desk starts empty. */
export function loadIntake(login: string): IntakeDraft {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as {
      login: string;
      draft: IntakeDraft;
    } | null;
    if (stored?.login === login && stored.draft.idempotencyKey) return { ...emptyIntake(), ...stored.draft };
  } catch {
    // An unreadable draft is no draft.
  }
  return emptyIntake();
}

export function keepIntake(login: string, draft: IntakeDraft): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ login, draft }));
  } catch {
    // A full or forbidden storage costs only the survival of a reload.
  }
}

export function isUntouched(draft: IntakeDraft): boolean {
  return !draft.text && !draft.name && !draft.phone && !draft.title && !draft.place && draft.files.length === 0;
}

/** REPORT hides the reporter unless someone says otherwise (domain.md §2.5). */
export function secrecyOf(draft: IntakeDraft): Secrecy {
  return draft.secrecy ?? (draft.type === 'REPORT' ? 'STRICT' : 'NORMAL');
}
