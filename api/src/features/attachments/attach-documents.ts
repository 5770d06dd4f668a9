import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { documentStream, uploaderActor } from './document-stream.js';

/**
 * Hangs files on a case, each with an event of its own history: only files that this person (null: a citizen without an
 * account) uploaded and that belong to no case yet.
 * @returns ids of the files that were hung on it now
 */
export async function attachDocuments(
  sql: Sql,
  caseId: string,
  ids: readonly string[],
  uploadedBy: string | null,
  at: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: string }[]>`
    /* attachDocuments */
    update attachments
    set case_id = ${caseId}
    where id = any(${[...ids]}) and case_id is null and uploaded_by is not distinct from ${uploadedBy}
    returning id`;
  const attached = rows.map(({ id }) => id).sort();
  for (const id of attached) {
    await appendEvent(sql, {
      type: 'document.attached',
      caseId: null,
      stream: documentStream(id),
      actor: uploaderActor(uploadedBy),
      body: { caseId },
      at,
    });
  }
  return attached;
}
