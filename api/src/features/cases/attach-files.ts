import type { Sql } from '../../database/database.js';
import { UnknownReference } from './case.errors.js';
import { type CaseActor } from './case-actor.js';

/** Only files that this actor uploaded and that belong to no case yet. @throws UnknownReference */
export async function attachFiles(sql: Sql, caseId: string, ids: string[], actor: CaseActor): Promise<void> {
  if (ids.length === 0) return;
  const uploader = actor.kind === 'USER' ? sql`uploaded_by = ${actor.viewer.id}` : sql`uploaded_by is null`;
  const rows = await sql`
    /* attachFiles */
    update attachments
    set case_id = ${caseId}
    where id = any(${ids}) and case_id is null and ${uploader}
    returning id`;
  if (rows.length !== new Set(ids).size) throw new UnknownReference('attachmentIds', ids.join(', '));
}
