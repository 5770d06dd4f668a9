import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { taskNoticeScope as concerns } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { askedFields } from '../../graphql/asked-fields.js';
import { Changes } from '../../graphql/changes.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { subscriptionOf } from '../../graphql/subscription.js';
import { ClaimTask } from './claim-task.js';
import { CompleteTask } from './complete-task.js';
import { mayReadTask } from './confidential-kinds.js';
import { ListTasks } from './list-tasks.js';
import { ReassignTask } from './reassign-task.js';
import { ReleaseTask } from './release-task.js';
import { SaveDraft } from './save-draft.js';
import { TaskNotFound } from './task.errors.js';
import { tasksOfCaseLoader } from './task.loaders.js';
import { TaskQueries, type TaskRow } from './task.queries.js';
import type { TaskFilter, TaskSort } from './task-filter.model.js';

@Resolver('Case')
export class TasksResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly queries: TaskQueries,
    private readonly lists: ListTasks,
    private readonly claim: ClaimTask,
    private readonly release: ReleaseTask,
    private readonly reassign: ReassignTask,
    private readonly draft: SaveDraft,
    private readonly complete: CompleteTask,
  ) {}

  @Query('tasks')
  tasks(
    @Args() args: { filter?: TaskFilter; sort: TaskSort; first?: number; after?: string },
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TaskRow>> {
    return this.lists.execute(args, viewerOf(context), {
      ofTasks: askedFields(info, 'nodes'),
      ofCases: askedFields(info, 'nodes', 'case'),
    });
  }

  @Query('task')
  task(@Args('id') id: string, @Context() context: RequestContext): Promise<TaskRow | null> {
    return this.queries.find(this.database.sql, viewerOf(context), id);
  }

  @Query('taskCounts')
  taskCounts(@Context() context: RequestContext) {
    return this.queries.counts(this.database.sql, viewerOf(context), this.clock.now());
  }

  @Mutation('claimTask')
  async claimTask(@Args('id') id: string, @Context() context: RequestContext): Promise<TaskRow> {
    const viewer = viewerOf(context);
    await this.claim.execute(id, viewer);
    return this.reread(id, viewer);
  }

  @Mutation('releaseTask')
  async releaseTask(@Args('id') id: string, @Context() context: RequestContext): Promise<TaskRow> {
    const viewer = viewerOf(context);
    await this.release.execute(id, viewer);
    return this.reread(id, viewer);
  }

  @Mutation('reassignTask')
  async reassignTask(
    @Args() args: { id: string; userId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<TaskRow> {
    const viewer = viewerOf(context);
    await this.reassign.execute(args.id, args.userId, args.reason, viewer);
    return this.reread(args.id, viewer);
  }

  @Mutation('saveDraft')
  async saveDraft(
    @Args() { id, draft }: { id: string; draft: unknown },
    @Context() context: RequestContext,
  ): Promise<TaskRow> {
    const viewer = viewerOf(context);
    await this.draft.execute(id, draft, viewer);
    return this.reread(id, viewer);
  }

  @Mutation('completeTask')
  async completeTask(
    @Args() { id, result }: { id: string; result: unknown },
    @Context() context: RequestContext,
  ): Promise<TaskRow> {
    const viewer = viewerOf(context);
    await this.complete.execute(id, result, viewer);
    return this.reread(id, viewer);
  }

  @Subscription('taskListChanged')
  taskListChanged(@Context() context: RequestContext): AsyncIterableIterator<unknown> {
    const viewer = viewerOf(context);
    return subscriptionOf('taskListChanged', this.changes, async (change) => {
      if (change.kind !== 'task' || !concerns(change, viewer)) return null;
      const { taskId, caseId, state, actorId } = change;
      return { taskId, caseId, state, actorId };
    });
  }

  @ResolveField('tasks')
  async tasksOfCase(@Parent() parent: { id: string }, @Context() context: RequestContext): Promise<TaskRow[]> {
    const rows = await tasksOfCaseLoader(context, this.database, this.queries).load(parent.id);
    const viewer = viewerOf(context);
    return rows.filter(({ kind }) => mayReadTask(kind, viewer));
  }

  private async reread(id: string, viewer: Viewer): Promise<TaskRow> {
    const row = await this.queries.find(this.database.sql, viewer, id);
    if (row) return row;
    throw new TaskNotFound();
  }
}
