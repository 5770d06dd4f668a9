import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { ModelKey } from './model.model.js';

/** A draft without its text. */
export interface DraftRow extends ModelKey {
  id: string;
  name: string;
  revision: number;
  baseVersion: number | null;
  lockedById: string | null;
  lockedBy: string | null;
  lockedAt: Date | null;
  updatedAt: Date;
  updatedById: string;
  updatedBy: string;
}

export const draftColumns = (sql: Sql) => sql`
  d.id, d.kind, d.model_id as "modelId", d.name, d.revision, d.base_version as "baseVersion", d.locked_by as "lockedById",
  l.name as "lockedBy", d.locked_at as "lockedAt", d.updated_at as "updatedAt", d.updated_by as "updatedById", u.name as "updatedBy"`;
export const draftWithPeople = (sql: Sql) => sql`
  from model_drafts d
  join users u on u.id = d.updated_by
  left join users l on l.id = d.locked_by`;

/** Reading drafts, their texts apart. */
@Injectable()
export class DraftQueries {
  async find(sql: Sql, id: string): Promise<DraftRow | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<DraftRow[]>`
      /* modelDraft */
      select ${draftColumns(sql)}
      ${draftWithPeople(sql)}
      where d.id = ${id}`;
    return row ?? null;
  }

  async findOf(sql: Sql, { kind, modelId }: ModelKey): Promise<DraftRow | null> {
    const [row] = await sql<DraftRow[]>`
      /* draftOfModel */
      select ${draftColumns(sql)}
      ${draftWithPeople(sql)}
      where d.kind = ${kind} and d.model_id = ${modelId}`;
    return row ?? null;
  }

  all(sql: Sql): Promise<DraftRow[]> {
    return sql<DraftRow[]>`
      /* modelDrafts */
      select ${draftColumns(sql)}
      ${draftWithPeople(sql)}
      order by d.kind, d.model_id`;
  }

  async contents(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql<{ id: string; content: string }[]>`
      /* contentsOfDrafts */
      select id, content
      from model_drafts
      where id = any(${ids as string[]}::uuid[])`;
    return new Map(rows.map(({ id, content }) => [id, content]));
  }
}
