import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { TaskQueries, type TaskRow } from './task.queries.js';
import { TaskAccess } from './task-access.js';
import { selectionOf } from './task-columns.js';
import type { TaskFilter, TaskSort } from './task-filter.model.js';

/** Names of the fields that a page shows of its tasks and of their cases. */
export interface AskedOfTasks {
  ofTasks: ReadonlySet<string>;
  ofCases: ReadonlySet<string>;
}

/** One page of a task list, with what each row needs to say what may be done with it: no row asks for itself. */
@Injectable()
export class ListTasks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: TaskQueries,
    private readonly access: TaskAccess,
  ) {}

  async execute(
    args: { filter?: TaskFilter; sort: TaskSort; first?: number | null; after?: string | null },
    viewer: Viewer,
    { ofTasks, ofCases }: AskedOfTasks,
  ): Promise<Page<TaskRow>> {
    const { sql, plannedOnce } = this.database;
    const means = { selection: selectionOf(ofTasks, ofCases), plannedOnce };
    const page = await this.queries.list(sql, viewer, args.filter ?? {}, args.sort, args, this.clock.now(), means);
    if (ofTasks.has('actions') || ofTasks.has('refusal')) await this.findRefusals(page.nodes, viewer);
    return page;
  }

  private async findRefusals(rows: TaskRow[], viewer: Viewer): Promise<void> {
    const open = rows.filter(({ state }) => state === 'OPEN');
    const refusals = await this.access.refusals(this.database.sql, open, viewer);
    for (const [place, row] of open.entries()) row.refusedBy = refusals[place]?.name ?? null;
  }
}
