import type { ReceiveCaseInput } from '../../gql/documents.generated.js';
import type { CaseType, RequesterKind } from '../../gql/schema.generated.js';
import { readPhoneNumber } from '../../lib/phone-number.js';
import { randomKey } from '../../lib/random-key.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';

/** What a citizen has written so far, with the key that makes sending it twice harmless. */
export interface ReportDraft {
  idempotencyKey: string;
  text: string;
  type: CaseType | null;
  files: UploadedFile[];
  areaCode: string | null;
  place: string;
  kind: RequesterKind;
  name: string;
  phone: string;
}

export const STEPS = ['what', 'place', 'contact', 'check'] as const;
export type ReportStep = (typeof STEPS)[number];

export const TEXT_MIN = 6;
export const TEXT_MAX = 5000;

const storageKey = 'yousu.report';

export function emptyReport(): ReportDraft {
  return {
    idempotencyKey: randomKey(),
    text: '',
    type: null,
    files: [],
    areaCode: null,
    place: '',
    kind: 'PERSON',
    name: '',
    phone: '',
  };
}

/** This window's draft; gone when the window is closed, because telephones are shared. */
export function loadReport(): ReportDraft {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as ReportDraft | null;
    if (stored?.idempotencyKey) return { ...emptyReport(), ...stored };
  } catch {
    // An unreadable draft is no draft.
  }
  return emptyReport();
}

export function keepReport(draft: ReportDraft): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs only the survival of a reload.
  }
}

export function forgetReport(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was kept where nothing may be stored.
  }
}

export type ReportProblems = Partial<Record<'text' | 'name' | 'phone', string>>;

/** What is missing on one step; names of sentences in `citizen:error`. */
export function checkStep(draft: ReportDraft, step: ReportStep): ReportProblems {
  const problems: ReportProblems = {};
  if (step === 'what') {
    const length = draft.text.trim().length;
    if (length === 0) problems.text = 'textRequired';
    else if (length < TEXT_MIN) problems.text = 'textTooShort';
    else if (length > TEXT_MAX) problems.text = 'textTooLong';
  }
  if (step === 'contact' && draft.kind !== 'ANONYMOUS') {
    if (!draft.name.trim()) problems.name = 'nameRequired';
    if (!draft.phone.trim()) problems.phone = 'phoneRequired';
    else if (!readPhoneNumber(draft.phone)) problems.phone = 'phoneInvalid';
  }
  return problems;
}

/** The step to show when `wanted` was asked for: never one behind a step that still lacks something. */
export function reachableStep(draft: ReportDraft, wanted: string | null): ReportStep {
  const step = STEPS.find((known) => known === wanted) ?? 'what';
  const before = STEPS.slice(0, STEPS.indexOf(step));
  return before.find((earlier) => Object.keys(checkStep(draft, earlier)).length > 0) ?? step;
}

export function reportInput(draft: ReportDraft): ReceiveCaseInput {
  const anonymous = draft.kind === 'ANONYMOUS';
  return {
    idempotencyKey: draft.idempotencyKey,
    // Someone who is unsure asks for help; the quality checker files it properly.
    type: draft.type ?? 'HELP',
    channel: 'WEB_FORM',
    text: draft.text.trim(),
    areaCode: draft.areaCode,
    place: draft.place.trim() || null,
    requester: {
      kind: draft.kind,
      name: anonymous ? null : draft.name.trim(),
      phone: anonymous ? null : readPhoneNumber(draft.phone),
    },
    secrecy: draft.type === 'REPORT' ? 'STRICT' : 'NORMAL',
    attachmentIds: draft.files.map((file) => file.id),
  };
}
