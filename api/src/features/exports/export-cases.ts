import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type CaseListChoice,
  filterOfCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { type CaseFilter, PhoneSearches } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { CsvWriter, localTime } from './csv-writer.js';
import { TooManyExports } from './export.errors.js';
import type { ExportFormat, ExportWriter } from './export.model.js';
import { ExportQueries, mayExportStrict } from './export.queries.js';
import { ExportRepository } from './export.repository.js';
import { type ExportLanguage, exportWords } from './export-words.model.js';

export interface ExportRequest {
  choice: CaseListChoice;
  format: ExportFormat;
  language: ExportLanguage;
}

export interface StartedExport {
  id: string;
  number: string;
  /** Writes the file; ends the sink when all is written. Broken off: the sink is destroyed, and the export says so. */
  writeTo(sink: Writable, signal: AbortSignal): Promise<void>;
}

/** Each holds a connection of the database while it is read. */
const AT_ONCE = 3;

@Injectable()
export class ExportCases {
  private readonly running = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly exports: ExportRepository,
    private readonly queries: ExportQueries,
    private readonly phones: PhoneSearches,
  ) {}

  /** Begins an export of a list: from here on it leaves its trace. @throws NotPermitted, TooManyExports, InvalidInput */
  async start({ choice, format, language }: ExportRequest, viewer: Viewer): Promise<StartedExport> {
    demand(viewer, 'exportCases');
    if (this.running.has(viewer.id)) throw new TooManyExports('OWN');
    if (this.running.size >= AT_ONCE) throw new TooManyExports('ALL');
    this.running.add(viewer.id);
    try {
      const at = this.clock.now();
      const id = uuid();
      const filter = apiFilter(choice, at);
      const kept = writeCaseList({ ...choice, phoneLast4: null }).toString();
      const number = await this.database.inTransaction(async (sql) => {
        await this.phones.admit(sql, filter, viewer);
        const given = await this.exports.start(sql, { id, userId: viewer.id, format, filter: kept, at });
        await sql`
          /* recordExport */
          insert into access_reads (user_id, what, reason, at)
          values (${viewer.id}, 'export', ${given}, ${at})`;
        await appendEvent(sql, {
          type: 'export.started',
          caseId: null,
          stream: `export:${id}`,
          actor: { kind: 'USER', id: viewer.id },
          body: { number: given, format, filter: kept, byPhone: choice.phoneLast4 !== null },
          at,
        });
        return given;
      });
      const words = exportWords[language];
      const by = words.by
        .replace('{name}', viewer.name)
        .replace('{login}', viewer.login)
        .replace('{at}', localTime(at))
        .replace('{number}', number);
      const parts = [words.mark, by, ...(mayExportStrict(viewer) ? [] : [words.withoutStrict])];
      const mark = { language, text: parts.join(' · ') };
      return {
        id,
        number,
        writeTo: async (sink, signal) => {
          const Writer = format === 'CSV' ? CsvWriter : (await import('./xlsx-writer.js')).XlsxWriter;
          const writer = new Writer(sink, mark, signal);
          const list = { filter, sort: choice.sort, now: at };
          await this.write({ id, writer, sink, signal, list, language }, viewer);
        },
      };
    } catch (error) {
      this.running.delete(viewer.id);
      throw error;
    }
  }

  private async write(running: RunningExport, viewer: Viewer): Promise<void> {
    const { id, writer, sink, signal, list, language } = running;
    let rows = 0;
    try {
      await this.database.inTransaction(async (sql) => {
        await sql`set transaction isolation level repeatable read, read only`;
        // As long as the reader takes, but no longer than the reader is there (see drained).
        await sql`set local statement_timeout = 0`;
        await this.queries.eachPortion(sql, viewer, list, language, async (portion) => {
          signal.throwIfAborted();
          await writer.write(portion);
          rows += portion.length;
        });
      });
      signal.throwIfAborted();
      await writer.end();
      await this.ended(id, 'FINISHED', rows, viewer);
    } catch (error) {
      sink.destroy(error as Error);
      if (!signal.aborted) log.error({ err: error, exportId: id }, 'an export broke off');
      await this.ended(id, 'BROKEN', rows, viewer);
    } finally {
      this.running.delete(viewer.id);
    }
  }

  private async ended(id: string, state: 'FINISHED' | 'BROKEN', rows: number, viewer: Viewer): Promise<void> {
    const at = this.clock.now();
    await this.database.inTransaction(async (sql) => {
      await this.exports.end(sql, id, state, rows, at);
      await appendEvent(sql, {
        type: state === 'FINISHED' ? 'export.finished' : 'export.brokenOff',
        caseId: null,
        stream: `export:${id}`,
        actor: { kind: 'USER', id: viewer.id },
        body: { rows },
        at,
      });
    });
  }
}

interface RunningExport {
  id: string;
  writer: ExportWriter;
  sink: Writable;
  signal: AbortSignal;
  list: { filter: CaseFilter; sort: CaseListChoice['sort']; now: Date };
  language: ExportLanguage;
}

/** The list's filter as the queries take it: instants instead of texts. */
function apiFilter(choice: CaseListChoice, now: Date): CaseFilter {
  const instants = ['dueFrom', 'dueTo', 'receivedFrom', 'receivedTo'];
  return Object.fromEntries(
    Object.entries(filterOfCaseList(choice, now.getTime())).map(([name, value]) => [
      name,
      instants.includes(name) && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}
