import { Injectable } from '@nestjs/common';
import { may } from '../../access/permissions.js';
import { caseListScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { plannedAnew, type Sql } from '../../database/database.js';
import { type CaseFilter, CaseFilters, type CaseSort, matching, sectionsOf } from '../cases/cases.public.js';
import { areaPath } from '../organisation/organisation.public.js';
import { shownLevel } from '../supervision/supervision.public.js';
import type { ExportRow } from './export.model.js';
import { type ExportLanguage, exportWords } from './export-words.model.js';

/** As codes; the requester as it is stored masked. */
interface Row {
  number: string;
  title: string;
  type: string;
  status: string;
  phase: string;
  category: string | null;
  area: string | null;
  place: string;
  unit: string | null;
  channel: string;
  urgency: number;
  requester: string;
  phone: string | null;
  received: Date;
  limit: string | null;
  due: Date | null;
  closed: Date | null;
  rating: number | null;
  urges: number;
  reworks: number;
  supervision: number | null;
}

/** Read at once from the cursor. */
const PORTION = 1_000;

@Injectable()
export class ExportQueries {
  constructor(private readonly filters: CaseFilters) {}

  /**
   * Every case of a list that the reader may take out of the house, in the list's order, through a cursor of the database:
   * the next rows are read when `take` has done with those before.
   * @param sql of a transaction with one view of the data
   */
  async eachPortion(
    sql: Sql,
    viewer: Viewer,
    { filter, sort, now }: { filter: CaseFilter; sort: CaseSort; now: Date },
    language: ExportLanguage,
    take: (rows: ExportRow[]) => Promise<void>,
  ): Promise<void> {
    const lookedUp = await this.filters.lookUp(sql, filter);
    for (const section of sectionsOf(sql, sort, filter, null, now)) {
      const query = plannedAnew(sql<Row[]>`
        /* exportCases */
        select c.number, c.title, c.type, c.status, c.phase, k.path as category, ${areaPath(sql)} as area, c.place, u.short_name as unit, c.channel,
          c.urgency, r.masked_name as requester, r.masked_phone as phone, c.received_at as received,
          g.kind as limit, c.due_at as due, c.closed_at as closed, c.rating, c.urge_count as urges,
          c.rework_count as reworks, ${shownLevel(sql, may(viewer, 'readDiscipline'))} as supervision
        from cases c
        join requesters r on r.id = c.requester_id
        left join categories k on k.code = c.category_code
        left join areas a on a.code = c.area_code
        left join units u on u.id = c.lead_unit_id
        left join clocks g on g.id = c.governing_clock_id
        where ${section.where} and (${caseListScope(sql, viewer)})
          ${mayExportStrict(viewer) ? sql`` : sql`and c.secrecy <> 'STRICT'`}
          ${matching(sql, lookedUp, now)}
        order by ${section.by}`);
      for await (const rows of query.cursor(PORTION)) await take(rows.map((row) => inWords(row, language)));
    }
  }
}

/** 严格保密 leaves the house only with those who read what is confidential. */
export const mayExportStrict = (viewer: Pick<Viewer, 'roles'>): boolean => may(viewer, 'readDiscipline');

function inWords(row: Row, language: ExportLanguage): ExportRow {
  const words: Record<string, Record<string, string>> = exportWords[language] as never;
  const word = (kind: string, code: string | number) => words[kind]?.[code] ?? String(code);
  return {
    ...row,
    type: word('caseType', row.type),
    status: word('status', row.status),
    phase: word('phaseLong', row.phase),
    channel: word('channel', row.channel),
    urgency: word('urgency', row.urgency),
    limit: row.limit === null ? null : word('clock', row.limit),
    rating: row.rating === null ? null : word('rating', row.rating),
    supervision: row.supervision === null ? null : `L${row.supervision}`,
  };
}
