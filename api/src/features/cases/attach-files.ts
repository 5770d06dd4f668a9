import type { Sql } from '../../database/database.js';
import { attachDocuments } from '../attachments/attachments.public.js';
import { UnknownReference } from './case.errors.js';
import { type CaseActor, userIdOf } from './case-actor.js';

/** Only files that this actor uploaded and that belong to no case yet. @throws UnknownReference */
export async function attachFiles(sql: Sql, caseId: string, ids: string[], actor: CaseActor, at: Date): Promise<void> {
  const uploader = userIdOf(actor);
  const attached = await attachDocuments(sql, { caseId, ids, uploaders: [uploader] }, uploader, at);
  if (attached.length !== new Set(ids).size) throw new UnknownReference('attachmentIds', ids.join(', '));
}
