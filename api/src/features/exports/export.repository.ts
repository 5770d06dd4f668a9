import { Injectable } from '@nestjs/common';
import { makeExportNumber } from '../../../../common/src/case-number/export-number.js';
import type { Sql } from '../../database/database.js';
import type { ExportFormat } from './export.model.js';

export interface NewExport {
  id: string;
  userId: string;
  format: ExportFormat;
  /** As the ledger's address says it, without digits of a phone. */
  filter: string;
  at: Date;
}

const NUMBERS = 1_000_000;

@Injectable()
export class ExportRepository {
  /** @returns its number */
  async start(sql: Sql, { id, userId, format, filter, at }: NewExport): Promise<string> {
    const [row] = await sql<{ next: string }[]>`
      /* nextExportNumber */
      select nextval('export_sequence')::text as next`;
    const number = makeExportNumber(at.getTime(), Number(BigInt(row?.next ?? 0) % BigInt(NUMBERS)));
    await sql`
      /* startExport */
      insert into exports (id, number, user_id, format, filter, state, started_at)
      values (${id}, ${number}, ${userId}, ${format}, ${filter}, 'RUNNING', ${at})`;
    return number;
  }

  end(sql: Sql, id: string, state: 'FINISHED' | 'BROKEN', rows: number, at: Date): Promise<unknown> {
    return sql`
      /* endExport */
      update exports
      set state = ${state}, rows = ${rows}, ended_at = ${at}
      where id = ${id}`;
  }
}
