import { Injectable } from '@nestjs/common';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';

export interface AttachmentRow {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  uploadedAt: Date;
  /** Null: a citizen without an account. */
  uploadedById: string | null;
  storedAs: string;
}

const columns = (sql: Sql) =>
  sql`a.id, a.name, a.media_type as "mediaType", a.size_bytes::int as "sizeBytes", a.uploaded_at as "uploadedAt",
    a.uploaded_by as "uploadedById", a.stored_as as "storedAs"`;

@Injectable()
export class AttachmentQueries {
  ofCase(sql: Sql, caseId: string): Promise<AttachmentRow[]> {
    return sql<AttachmentRow[]>`
      /* attachmentsOfCase */
      select ${columns(sql)}
      from attachments a
      where a.case_id = ${caseId}
      order by a.uploaded_at, a.id`;
  }

  /** A file of a case that I may see, or one that I uploaded and that belongs to none yet. */
  async readable(sql: Sql, viewer: Viewer, id: string): Promise<AttachmentRow | null> {
    const [row] = await sql<AttachmentRow[]>`
      /* readableAttachment */
      select ${columns(sql)}
      from attachments a
      left join cases c on c.id = a.case_id
      where a.id = ${id}
        and ((a.case_id is null and a.uploaded_by = ${viewer.id}) or (c.id is not null and (${caseScope(sql, viewer)})))`;
    return row ?? null;
  }
}
