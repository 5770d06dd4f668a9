import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';

export interface ChangedModel {
  kind: 'PROCESS' | 'DECISION' | 'FORM';
  modelId: string;
  content: string;
}

export interface ReleaseOrDrafts {
  releaseId?: string | null | undefined;
  draftIds?: readonly string[] | null | undefined;
}

const MOST_DRAFTS = 50;

/** What would change, whether it is proposed or only drawn. */
@Injectable()
export class ChangedModels {
  constructor(private readonly database: Database) {}

  /** @throws NotPermitted, InvalidInput */
  async of({ releaseId, draftIds }: ReleaseOrDrafts, viewer: Viewer): Promise<ChangedModel[]> {
    demand(viewer, 'readModels');
    const { sql } = this.database;
    if (releaseId && isUuid(releaseId))
      return sql<ChangedModel[]>`
        /* modelsOfEffect */
        select kind, model_id as "modelId", content
        from release_models
        where release_id = ${releaseId}
        order by kind, model_id`;
    const ids = (draftIds ?? []).filter((id) => isUuid(id));
    if (ids.length === 0 || ids.length > MOST_DRAFTS)
      throw new InvalidInput(`Name a release, or 1 to ${MOST_DRAFTS} drafts.`, { draftIds: 'required' });
    return sql<ChangedModel[]>`
      /* draftsOfEffect */
      select kind, model_id as "modelId", content
      from model_drafts
      where id = any(${ids}::uuid[])
      order by kind, model_id`;
  }
}
