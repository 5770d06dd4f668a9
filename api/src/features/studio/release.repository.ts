import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { ModelKey } from './model.model.js';
import {
  type ReleaseFailure,
  type ReleaseModelRow,
  type ReleaseRow,
  releaseColumns,
  releaseWithPeople,
} from './release.queries.js';

export type ReleaseModel = Omit<ReleaseModelRow, 'releaseId' | 'deployedVersion'> & { content: string };

export interface NewRelease {
  id: string;
  title: string;
  note: string;
  effectiveAt: Date | null;
  rollBackTo: number | null;
  earlierReleaseId: string | null;
  models: readonly ReleaseModel[];
  by: string;
  at: Date;
}

@Injectable()
export class ReleaseRepository {
  async lock(sql: Sql, id: string): Promise<ReleaseRow | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<ReleaseRow[]>`
      /* lockRelease */
      select ${releaseColumns(sql)}
      ${releaseWithPeople(sql)}
      where r.id = ${id}
      for update of r`;
    return row ?? null;
  }

  async add(sql: Sql, { models, ...release }: NewRelease): Promise<void> {
    await sql`
      /* addRelease */
      insert into releases (id, number, title, note, proposed_by, proposed_at, effective_at, roll_back_to, earlier_release)
      values (${release.id}, 'R-' || to_char(${release.at}::timestamptz at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('release_sequence')::text, 4, '0'), ${release.title}, ${release.note},
        ${release.by}, ${release.at}, ${release.effectiveAt}, ${release.rollBackTo}, ${release.earlierReleaseId})`;
    const rows = models.map(({ kind, modelId, name, path, content, sha256, baseVersion }) => ({
      release_id: release.id,
      kind,
      model_id: modelId,
      name,
      path,
      content,
      sha256,
      base_version: baseVersion,
    }));
    await sql`
      /* addReleaseModels */
      insert into release_models ${sql(rows)}`;
  }

  /** Approving tells the process that deploys. */
  async decide(
    sql: Sql,
    id: string,
    { state, by, note, at }: { state: 'APPROVED' | 'REJECTED'; by: string; note: string; at: Date },
  ): Promise<void> {
    await sql`
      /* decideRelease */
      update releases
      set state = ${state}, decided_by = ${by}, decided_at = ${at}, decision_note = ${note}
      where id = ${id}`;
    if (state === 'APPROVED') await ringDeployment(sql);
  }

  async withdraw(sql: Sql, id: string): Promise<void> {
    await sql`
      /* withdrawRelease */
      update releases
      set state = 'WITHDRAWN'
      where id = ${id}`;
  }

  async tryAgain(sql: Sql, id: string): Promise<void> {
    await sql`
      /* retryRelease */
      update releases
      set state = 'APPROVED', failure = null, attempts = 0, next_attempt_at = null, leased_by = null, leased_until = null
      where id = ${id}`;
    await ringDeployment(sql);
  }

  async fail(sql: Sql, id: string, failure: ReleaseFailure): Promise<void> {
    await sql`
      /* failRelease */
      update releases
      set state = 'FAILED', failure = ${sql.json(failure as unknown as JSONValue)}, leased_by = null, leased_until = null
      where id = ${id}`;
  }

  async finish(sql: Sql, id: string, at: Date): Promise<void> {
    await sql`
      /* finishRelease */
      update releases
      set state = 'DEPLOYED', deployed_at = ${at}, leased_by = null, leased_until = null
      where id = ${id}`;
  }

  async keepVersion(sql: Sql, releaseId: string, { kind, modelId }: ModelKey, version: number): Promise<void> {
    await sql`
      /* keepDeployedVersion */
      update release_models
      set deployed_version = ${version}
      where release_id = ${releaseId} and kind = ${kind} and model_id = ${modelId}`;
  }

  /** People who decide on releases, without who proposed this one. */
  async leaders(sql: Sql, except: string): Promise<string[]> {
    const rows = await sql<{ id: string }[]>`
      /* leadersForReleases */
      select u.id
      from users u
      join roles_of_users r on r.user_id = u.id and r.role = 'LD'
      where u.active and u.id <> ${except}`;
    return rows.map(({ id }) => id);
  }
}

const ringDeployment = (sql: Sql) => sql`/* ringDeployment */ select pg_notify('release_approved', '')`;
