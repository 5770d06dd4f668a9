import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { ModelKey } from './model.model.js';

export type ReleaseState = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'DEPLOYED' | 'FAILED';

export interface ReleaseFailure {
  message: string;
  modelId: string | null;
  element: string | null;
}

export interface ReleaseRow {
  id: string;
  number: string;
  title: string;
  note: string;
  state: ReleaseState;
  proposedById: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionNote: string | null;
  effectiveAt: Date | null;
  deployedAt: Date | null;
  failure: ReleaseFailure | null;
  rollBackTo: number | null;
  earlierReleaseId: string | null;
  /** How often it was taken to the engine since it was approved. */
  attempts: number;
}

/** A model of a release without its text. */
export interface ReleaseModelRow extends ModelKey {
  releaseId: string;
  name: string;
  path: string;
  sha256: string;
  baseVersion: number | null;
  deployedVersion: number | null;
}

export const releaseColumns = (sql: Sql) => sql`
  r.id, r.number, r.title, r.note, r.state, r.proposed_by as "proposedById", p.name as "proposedBy", r.proposed_at as "proposedAt",
  d.name as "decidedBy", r.decided_at as "decidedAt", r.decision_note as "decisionNote", r.effective_at as "effectiveAt",
  r.deployed_at as "deployedAt", r.failure, r.roll_back_to as "rollBackTo", r.earlier_release as "earlierReleaseId", r.attempts`;
export const releaseWithPeople = (sql: Sql) => sql`
  from releases r
  join users p on p.id = r.proposed_by
  left join users d on d.id = r.decided_by`;
const modelColumns = (sql: Sql) => sql`
  release_id as "releaseId", kind, model_id as "modelId", name, path, sha256, base_version as "baseVersion", deployed_version as "deployedVersion"`;

const SHOWN = 200;

/** Reading releases, shaped like their pages. */
@Injectable()
export class ReleaseQueries {
  async find(sql: Sql, id: string): Promise<ReleaseRow | null> {
    const [row] = await this.findAll(sql, [id]);
    return row ?? null;
  }

  findAll(sql: Sql, ids: readonly string[]): Promise<ReleaseRow[]> {
    return sql<ReleaseRow[]>`
      /* releasesById */
      select ${releaseColumns(sql)}
      ${releaseWithPeople(sql)}
      where r.id = any(${ids.filter((id) => isUuid(id))}::uuid[])`;
  }

  newest(sql: Sql, state: ReleaseState | null): Promise<ReleaseRow[]> {
    return sql<ReleaseRow[]>`
      /* newestReleases */
      select ${releaseColumns(sql)}
      ${releaseWithPeople(sql)}
      ${state ? sql`where r.state = ${state}` : sql``}
      order by r.proposed_at desc, r.id desc
      limit ${SHOWN}`;
  }

  models(sql: Sql, ids: readonly string[]): Promise<ReleaseModelRow[]> {
    return sql<ReleaseModelRow[]>`
      /* modelsOfReleases */
      select ${modelColumns(sql)}
      from release_models
      where release_id = any(${ids as string[]}::uuid[])
      order by release_id, kind, model_id`;
  }

  contents(sql: Sql, ids: readonly string[]): Promise<(ModelKey & { releaseId: string; content: string })[]> {
    return sql<(ModelKey & { releaseId: string; content: string })[]>`
      /* contentsOfReleases */
      select release_id as "releaseId", kind, model_id as "modelId", content
      from release_models
      where release_id = any(${ids as string[]}::uuid[])`;
  }
}
