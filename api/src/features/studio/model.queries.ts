import { Injectable } from '@nestjs/common';
import type { City } from '../../../../common/src/model-lint/finding.js';
import { ROLES } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { ModelKey, ModelKind } from './model.model.js';

export interface VersionRow extends ModelKey {
  /** The engine's key. */
  id: string;
  version: number;
  path: string;
  deployedAt: Date;
  deployedBy: string | null;
  releaseId: string | null;
  packaged: boolean;
}

export interface OfferRow extends ModelKey {
  id: string;
  path: string;
  offeredAt: Date;
}

/** Keys grow with each deployment, and a version's number starts anew where a file of decisions gets another id. */
const newestFirst = (sql: Sql) => sql`key desc`;
const kind = (sql: Sql) => sql`case kind when 'DECISION_REQUIREMENTS' then 'DECISION' else kind end`;
const columns = (sql: Sql) => sql`
  d.key::text as id, ${kind(sql)} as kind, d.model_id as "modelId", d.version, d.resource_name as path, d.deployed_at as "deployedAt",
  u.name as "deployedBy", d.release_id as "releaseId", d.release_id is null as packaged`;

/** Reading what this engine holds, shaped like the library's pages. */
@Injectable()
export class ModelQueries {
  /** The newest version of each model. */
  latest(sql: Sql, engineId: number, only: { kind?: ModelKind | null | undefined } = {}): Promise<VersionRow[]> {
    return sql<VersionRow[]>`
      /* latestModels */
      select distinct on (d.kind, d.model_id) ${columns(sql)}
      from deployed_resources d
      left join users u on u.id = d.deployed_by
      where d.engine_id = ${engineId} and d.kind <> 'DECISION' and d.content is not null
        ${only.kind ? sql`and ${kind(sql)} = ${only.kind}` : sql``}
      order by d.kind, d.model_id, d.${newestFirst(sql)}`;
  }

  /** All versions of these models, the newest of each first. */
  versions(sql: Sql, engineId: number, models: readonly ModelKey[]): Promise<VersionRow[]> {
    return sql<VersionRow[]>`
      /* versionsOfModels */
      select ${columns(sql)}
      from deployed_resources d
      left join users u on u.id = d.deployed_by
      where d.engine_id = ${engineId} and d.kind <> 'DECISION' and d.content is not null
        and (${kind(sql)}, d.model_id) in (select m ->> 'kind', m ->> 'modelId' from jsonb_array_elements(${sql.json(models as never)}) as m)
      order by d.${newestFirst(sql)}`;
  }

  async latestOf(sql: Sql, engineId: number, model: ModelKey): Promise<VersionRow | null> {
    const [row] = await this.versions(sql, engineId, [model]);
    return row ?? null;
  }

  async contents(sql: Sql, engineId: number, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql<{ id: string; content: string }[]>`
      /* contentsOfVersions */
      select key::text as id, content
      from deployed_resources
      where engine_id = ${engineId} and key = any(${ids as string[]}::bigint[])`;
    return new Map(rows.map(({ id, content }) => [id, content]));
  }

  /** What a new deployment will run with; a file that holds several processes once. */
  files(sql: Sql, engineId: number): Promise<{ path: string; content: string }[]> {
    return sql<{ path: string; content: string }[]>`
      /* modelFiles */
      select distinct on (path) path, content
      from (
        select distinct on (d.kind, d.model_id) d.key, d.resource_name as path, d.content
        from deployed_resources d
        where d.engine_id = ${engineId} and d.kind <> 'DECISION' and d.content is not null
        order by d.kind, d.model_id, d.${newestFirst(sql)}
      ) as newest
      order by path, key desc`;
  }

  /** Instances that run now, by process and version. */
  openInstances(
    sql: Sql,
    engineId: number,
    processIds: readonly string[],
  ): Promise<{ processId: string; version: number; count: number }[]> {
    return sql<{ processId: string; version: number; count: number }[]>`
      /* openInstancesOfVersions */
      select process_id as "processId", process_version as version, count(*)::integer as count
      from process_instances
      where engine_id = ${engineId} and state = 'ACTIVE' and process_id = any(${processIds as string[]})
      group by process_id, process_version`;
  }

  offers(sql: Sql, engineId: number): Promise<OfferRow[]> {
    return sql<OfferRow[]>`
      /* openOffers */
      select id, kind, model_id as "modelId", path, offered_at as "offeredAt"
      from model_offers
      where engine_id = ${engineId} and taken_at is null and dismissed_at is null
      order by offered_at desc`;
  }

  async offerContents(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql<{ id: string; content: string }[]>`
      /* contentsOfOffers */
      select id, content
      from model_offers
      where id = any(${ids as string[]}::uuid[])`;
    return new Map(rows.map(({ id, content }) => [id, content]));
  }

  /** Whom a model may name. */
  async city(sql: Sql): Promise<City> {
    const [row] = await sql<{ teams: string[]; units: string[] }[]>`
      /* cityOfModels */
      select array(select code from teams order by code) as teams, array(select code from units where active order by code) as units`;
    return { roles: ROLES, ...(row ?? { teams: [], units: [] }) };
  }
}
