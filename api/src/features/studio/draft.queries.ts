import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { type ModelKey, pathOf } from './model.model.js';

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

  /** Drafts of models that this engine never had, where they will stand among the files. */
  async ofNewModels(sql: Sql, engineId: number): Promise<{ path: string; content: string }[]> {
    const rows = await sql<(ModelKey & { content: string })[]>`
      /* draftsOfNewModels */
      select kind, model_id as "modelId", content
      from model_drafts d
      where not exists (
        select from deployed_resources r
        where r.engine_id = ${engineId} and r.model_id = d.model_id
          and r.kind = case d.kind when 'DECISION' then 'DECISION_REQUIREMENTS' else d.kind end)
      order by kind, model_id`;
    return rows.map(({ content, ...model }) => ({ path: pathOf(model), content }));
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
