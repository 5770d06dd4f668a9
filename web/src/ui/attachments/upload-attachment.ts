import { requestHeaders } from '../../lib/graphql-client.js';

/** A file the server has taken and that waits to be named by a mutation. */
export interface UploadedFile {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** Why a file was not taken: too large, a kind that is not accepted, or the way to the server failed. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';

  constructor(readonly why: 'tooLarge' | 'unknownType' | 'failed') {
    super(why);
  }
}

/** The server's error answer, as far as it matters here. */
type Refusal = { details?: { rule?: string } };

/** Sends one file to `POST /attachments` (multipart, field `file`). Throws UploadRefused. */
export async function uploadAttachment(file: File, signal: AbortSignal): Promise<UploadedFile> {
  const body = new FormData();
  body.append('file', file, file.name);
  const answer = await fetch('/attachments', {
    method: 'POST',
    body,
    signal,
    credentials: 'same-origin',
    headers: requestHeaders(),
  }).catch(() => null);
  if (!answer) throw new UploadRefused('failed');
  const told = (await answer.json().catch(() => null)) as (UploadedFile & Refusal) | null;
  const rule = told?.details?.rule;
  if (answer.status === 413 || rule === 'tooLarge') throw new UploadRefused('tooLarge');
  if (rule === 'unknownType') throw new UploadRefused('unknownType');
  if (!answer.ok || !told?.id) throw new UploadRefused('failed');
  return { id: told.id, name: told.name, mediaType: told.mediaType, sizeBytes: told.sizeBytes };
}

/** "482 kB", "1.4 MB" */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
