import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { SavedViewQueries, type SavedViewRow } from './saved-view.queries.js';
import { demandSmallJson } from './small-json.js';

export interface ViewToSave {
  page: string;
  name: string;
  filter: unknown;
  shared?: boolean;
}

const LONGEST_NAME = 60;

@Injectable()
export class SaveView {
  constructor(
    private readonly database: Database,
    private readonly views: SavedViewQueries,
  ) {}

  /** Keeps a list's filters under a name; shared with the owner's team, or their unit where they have no team. @throws InvalidInput */
  async execute({ page, name, filter, shared }: ViewToSave, viewer: Viewer): Promise<SavedViewRow> {
    demandSmallJson('filter', filter);
    const words = name.trim().slice(0, LONGEST_NAME);
    if (!words) throw new InvalidInput('Give the view a name.', { name: 'required' });
    const { teamCode, unitId } = viewer;
    if (shared && !teamCode && !unitId)
      throw new InvalidInput('You have no team and no unit to share a view with.', { shared: 'nobodyToShareWith' });
    const sharedWith = shared ? { team: teamCode, unit: teamCode ? null : unitId } : { team: null, unit: null };
    return this.views.save(this.database.sql, viewer, { id: uuid(), page, name: words, filter, sharedWith });
  }
}
