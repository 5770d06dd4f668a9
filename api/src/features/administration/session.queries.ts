import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { EventQueries, type StreamEventRow } from '../events/events.public.js';
import { EntryNotFound } from './administration.errors.js';
import { streamOfEntry } from './keep-entries.js';
import type { PageArguments } from './register.queries.js';
import type { RegisterKind } from './registers/register.model.js';

export interface AdminSessionRow {
  id: string;
  user: { key: string; name: string };
  unitName: string | null;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
  cursor: string[];
}

/** Who is signed in, and what became of an entry. */
@Injectable()
export class SessionQueries {
  constructor(private readonly events: EventQueries) {}

  /** Last used first. @param tokenHash of the session that asks */
  async sessions(
    sql: Sql,
    text: string | null | undefined,
    tokenHash: Buffer,
    page: PageArguments,
  ): Promise<Page<AdminSessionRow>> {
    const size = pageSize(page.first);
    const after = decodeCursor(page.after, ['instant', 'id']);
    const wanted = text?.trim().toLowerCase();
    const rows = await sql<AdminSessionRow[]>`
      /* adminSessions */
      select s.id, jsonb_build_object('key', u.login, 'name', u.name) as user, n.short_name as "unitName", s.user_agent as "userAgent",
        s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.token_hash = ${tokenHash} as current,
        array[s.last_seen_at::text, s.id::text] as cursor
      from sessions s
      join users u on u.id = s.user_id
      left join units n on n.id = u.unit_id
      where s.expires_at > now() and u.active
        ${wanted ? sql`and (strpos(u.login, ${wanted}) > 0 or strpos(lower(u.name), ${wanted}) > 0)` : sql``}
        ${after ? sql`and (s.last_seen_at, s.id) < (${after[0] ?? ''}::text::timestamptz, ${after[1] ?? ''}::uuid)` : sql``}
      order by s.last_seen_at desc, s.id desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  /** Newest first. @throws EntryNotFound */
  async history(sql: Sql, kind: RegisterKind, key: string, page: PageArguments): Promise<Page<StreamEventRow>> {
    return this.events.ofStream(sql, streamOfEntry(kind, await this.idOf(sql, kind, key)), page);
  }

  private async idOf(sql: Sql, kind: RegisterKind, key: string): Promise<string> {
    if (kind !== 'user' && kind !== 'unit') return key;
    const [row] = await sql<{ id: string }[]>`
      /* idOfEntry */
      select id
      from ${kind === 'user' ? sql`users` : sql`units`}
      where ${kind === 'user' ? sql`login` : sql`code`} = ${key}`;
    if (!row) throw new EntryNotFound(kind, key);
    return row.id;
  }
}
