import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import type { ModelKey } from './model.model.js';
import { DraftNotFound, ModelHasDraft } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

export interface Beginning extends ModelKey {
  name: string;
  content: string;
  baseVersion: number | null;
  from: 'LATEST' | 'NEW' | 'IMPORT' | 'OFFER';
}

/** The one way a draft begins, whatever it begins from. */
@Injectable()
export class BeginDraft {
  constructor(
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
  ) {}

  /** Locked for the viewer. @throws ModelHasDraft */
  async execute(sql: Sql, { from, ...text }: Beginning, viewer: Viewer, at: Date): Promise<DraftRow> {
    const id = uuid();
    if (!(await this.drafts.add(sql, { id, ...text, by: viewer.id, at }))) {
      const there = await this.draftQueries.findOf(sql, text);
      throw there ? new ModelHasDraft(text, there.id) : new DraftNotFound();
    }
    const body = { draftId: id, from, baseVersion: text.baseVersion };
    await appendEvent(sql, modelEvent('model.draftOpened', text, viewer, at, { body }));
    const draft = await this.draftQueries.find(sql, id);
    if (!draft) throw new DraftNotFound();
    return draft;
  }
}
