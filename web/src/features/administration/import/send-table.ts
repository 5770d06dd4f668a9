import { requestHeaders } from '../../../lib/graphql-client.js';

export type LineState = 'NEW' | 'CHANGED' | 'UNCHANGED' | 'REFUSED';

export interface PreviewLine {
  line: number;
  key: string;
  name: string;
  state: LineState;
  changes: { field: string; from: unknown; to: unknown }[];
  problems: { cell: string; field: string; rule: string }[];
}

export interface Preview {
  sheet: string;
  counts: Record<LineState, number>;
  lines: PreviewLine[];
  fingerprint: string;
}

export interface Done {
  added: number;
  changed: number;
  passwords: { login: string; name: string; password: string }[];
}

/** Why a table was not taken; `rule` of ImportRefused, or a code. */
export class TableRefused extends Error {
  override readonly name = 'TableRefused';

  constructor(
    readonly why: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(why);
  }
}

/** What the table would do; nothing is written. @throws TableRefused */
export function previewTable(part: string, file: File): Promise<Preview> {
  return send<Preview>(`/administration/imports/${part}`, file);
}

/** Writes what was previewed. @throws TableRefused */
export function importTable(part: string, file: File, fingerprint: string): Promise<Done> {
  return send<Done>(`/administration/imports/${part}?fingerprint=${fingerprint}`, file);
}

async function send<Answer>(path: string, file: File): Promise<Answer> {
  const body = new FormData();
  body.append('file', file, file.name);
  // A file that changed on disk since it was chosen cannot be read any more: that fails as the network does.
  const answer = await fetch(path, {
    method: 'POST',
    body,
    credentials: 'same-origin',
    headers: requestHeaders(),
  }).catch(() => null);
  if (!answer) throw new TableRefused('failed');
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return told as Answer;
  const details = (told.details ?? {}) as Record<string, unknown>;
  throw new TableRefused(String(details.rule ?? told.name ?? told.code ?? 'failed'), details);
}
