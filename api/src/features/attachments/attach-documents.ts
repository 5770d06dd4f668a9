import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { documentStream, uploaderActor } from './document-stream.js';

/**
 * Hangs files on a case, each with an event of its own history: only files of these uploaders (null: citizens without
 * an account) that belong to no case yet.
 * @param by who hangs them there
 * @returns ids of the files that were hung on it now
 */
export async function attachDocuments(
  sql: Sql,
  { caseId, ids, uploaders }: { caseId: string; ids: readonly string[]; uploaders: readonly (string | null)[] },
  by: string | null,
  at: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const users = uploaders.filter((each) => each !== null);
  const rows = await sql<{ id: string }[]>`
    /* attachDocuments */
    update attachments
    set case_id = ${caseId}
    where id = any(${[...ids]}) and case_id is null
      and (uploaded_by = any(${users}) or (uploaded_by is null and ${uploaders.includes(null)}))
    returning id`;
  const attached = rows.map(({ id }) => id).sort();
  for (const id of attached) {
    await appendEvent(sql, {
      type: 'document.attached',
      caseId: null,
      stream: documentStream(id),
      actor: uploaderActor(by),
      body: { caseId },
      at,
    });
  }
  return attached;
}
