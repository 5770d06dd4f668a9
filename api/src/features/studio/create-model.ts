import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { BeginDraft } from './begin-draft.js';
import { blankModel } from './blank-model.model.js';
import type { DraftRow } from './draft.queries.js';
import type { ModelKind } from './model.model.js';
import { readModelOf } from './read-model.js';

const LONGEST_NAME = 100;

/** A new model has a draft and nothing else until its first release. */
@Injectable()
export class CreateModel {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly begin: BeginDraft,
  ) {}

  /** @throws NotPermitted, InvalidInput for the name */
  async execute(kind: ModelKind, name: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    const written = name.trim();
    if (written === '') throw new InvalidInput('A model needs a name.', { name: 'required' });
    if (written.length > LONGEST_NAME) throw new InvalidInput('The name is too long.', { name: 'tooLong' });
    // The designer may give it a better one; it only has to be nobody else's.
    const id = `${kind.toLowerCase()}_${randomBytes(4).toString('hex')}`;
    const content = blankModel(kind, id, written);
    const text = readModelOf(kind, content);
    return this.database.inTransaction((sql) =>
      this.begin.execute(
        sql,
        { kind, modelId: id, name: text.name, content, baseVersion: null, from: 'NEW' },
        viewer,
        this.clock.now(),
      ),
    );
  }
}
