import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { type DraftRow, draftColumns, draftWithPeople } from './draft.queries.js';
import type { ModelKey } from './model.model.js';

export interface NewDraft extends ModelKey {
  id: string;
  name: string;
  content: string;
  baseVersion: number | null;
  by: string;
  at: Date;
}

@Injectable()
export class DraftRepository {
  /** In one order, so that two who propose the same drafts wait for each other. */
  lock(sql: Sql, ids: readonly string[]): Promise<DraftRow[]> {
    return sql<DraftRow[]>`
      /* lockModelDrafts */
      select ${draftColumns(sql)}
      ${draftWithPeople(sql)}
      where d.id = any(${ids.filter((id) => isUuid(id))}::uuid[])
      order by d.kind, d.model_id
      for update of d`;
  }

  /** Locked for who began it. @returns false where the model has one */
  async add(sql: Sql, { id, kind, modelId, name, content, baseVersion, by, at }: NewDraft): Promise<boolean> {
    const rows = await sql`
      /* addModelDraft */
      insert into model_drafts (id, kind, model_id, name, content, base_version, locked_by, locked_at, created_by, created_at, updated_by, updated_at)
      values (${id}, ${kind}, ${modelId}, ${name}, ${content}, ${baseVersion}, ${by}, ${at}, ${by}, ${at}, ${by}, ${at})
      on conflict on constraint models_have_one_draft do nothing
      returning id`;
    return rows.length > 0;
  }

  /** Keeps the text and the lock of who wrote it. @returns false where the id it now says belongs to another draft */
  async save(
    sql: Sql,
    id: string,
    text: ModelKey & { name: string; content: string; baseVersion: number | null },
    by: string,
    at: Date,
  ): Promise<boolean> {
    const rows = await sql`
      /* saveModelDraft */
      update model_drafts d
      set kind = ${text.kind}, model_id = ${text.modelId}, name = ${text.name}, content = ${text.content}, base_version = ${text.baseVersion},
        revision = revision + 1, locked_by = ${by}, locked_at = case when locked_by = ${by} then locked_at else ${at} end,
        updated_by = ${by}, updated_at = ${at}
      where id = ${id}
        and not exists (select from model_drafts o where o.kind = ${text.kind} and o.model_id = ${text.modelId} and o.id <> d.id)
      returning id`;
    return rows.length > 0;
  }

  async hold(sql: Sql, id: string, by: string | null, at: Date): Promise<void> {
    await sql`
      /* holdModelDraft */
      update model_drafts
      set locked_by = ${by}, locked_at = ${by === null ? null : at}
      where id = ${id}`;
  }

  async remove(sql: Sql, id: string): Promise<void> {
    await sql`
      /* removeModelDraft */
      delete from model_drafts
      where id = ${id}`;
  }

  /**
   * After the deployment of what was copied from this draft: what says the same and is held by nobody has done its work, the rest
   * goes on from the new version. @param since when the copy was made: a draft begun later is another
   */
  async settleDeployed(sql: Sql, model: ModelKey & { content: string; version: number }, since: Date): Promise<void> {
    await sql`
      /* endDeployedDraft */
      delete from model_drafts
      where kind = ${model.kind} and model_id = ${model.modelId} and content = ${model.content} and locked_by is null`;
    await sql`
      /* rebaseDraft */
      update model_drafts
      set base_version = ${model.version}
      where kind = ${model.kind} and model_id = ${model.modelId} and (created_at <= ${since} or content = ${model.content})`;
  }
}
