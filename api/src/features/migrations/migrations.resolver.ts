import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand, may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { CorrectMigration } from './correct-migration.js';
import { DecideMigration } from './decide-migration.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';
import type { ModelElement } from './model-elements.js';
import { type MigrationInput, PlanMigration } from './plan-migration.js';
import { type InstanceFilter, type MappedElement, ShowMigration, type ShownInstance } from './show-migration.js';
import { SteerMigration } from './steer-migration.js';

interface Correction {
  from: string;
  to?: string | null;
}

@Resolver('Migration')
export class MigrationsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: MigrationQueries,
    private readonly show: ShowMigration,
    private readonly plan: PlanMigration,
    private readonly correct: CorrectMigration,
    private readonly decide: DecideMigration,
    private readonly steer: SteerMigration,
  ) {}

  @Query('migrations')
  migrations(
    @Args('processId') processId: string | null | undefined,
    @Context() context: RequestContext,
  ): Promise<MigrationRow[]> {
    demand(viewerOf(context), 'readModels');
    return this.queries.newest(this.database.sql, processId ?? null);
  }

  @Query('migration')
  migration(@Args('id') id: string, @Context() context: RequestContext): Promise<MigrationRow | null> {
    demand(viewerOf(context), 'readModels');
    return this.queries.find(this.database.sql, id);
  }

  @ResolveField('processName')
  async processName(@Parent() migration: MigrationRow): Promise<string> {
    return (await this.show.target(migration)).processName;
  }

  @ResolveField('sourceVersions')
  sourceVersions(@Parent() migration: MigrationRow): Promise<number[]> {
    return this.show.sourceVersions(migration);
  }

  @ResolveField('mine')
  mine(@Parent() { plannedById }: MigrationRow, @Context() context: RequestContext): boolean {
    return plannedById === viewerOf(context).id;
  }

  @ResolveField('mayDecide')
  mayDecide(@Parent() { plannedById, state }: MigrationRow, @Context() context: RequestContext): boolean {
    const viewer = viewerOf(context);
    return state === 'PLANNED' && plannedById !== viewer.id && may(viewer, 'approveReleases');
  }

  @ResolveField('maySteer')
  maySteer(@Context() context: RequestContext): boolean {
    const viewer = viewerOf(context);
    return may(viewer, 'designModels') || may(viewer, 'approveReleases');
  }

  @ResolveField('mayCorrect')
  mayCorrect(@Parent() { state }: MigrationRow, @Context() context: RequestContext): boolean {
    return state === 'PLANNED' && may(viewerOf(context), 'designModels');
  }

  @ResolveField('counts')
  async counts(@Parent() { id }: MigrationRow) {
    const rows = await this.queries.counts(this.database.sql, [id]);
    const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(fits).reduce((total, { count }) => total + count, 0);
    return {
      total: sum(() => true),
      inPlace: sum(({ way }) => way === 'IN_PLACE'),
      reseat: sum(({ way }) => way === 'RESEAT'),
      impossible: sum(({ way }) => way === 'IMPOSSIBLE'),
      waiting: sum(({ state }) => state === 'WAITING'),
      sent: sum(({ state }) => state === 'SENT'),
      moved: sum(({ state }) => state === 'MOVED'),
      ended: sum(({ state }) => state === 'ENDED'),
      failed: sum(({ state }) => state === 'FAILED'),
    };
  }

  @ResolveField('mapping')
  mapping(@Parent() migration: MigrationRow): Promise<MappedElement[]> {
    return this.show.mapping(migration);
  }

  @ResolveField('targetElements')
  async targetElements(@Parent() migration: MigrationRow): Promise<readonly ModelElement[]> {
    return (await this.show.target(migration)).places;
  }

  @ResolveField('instances')
  instances(@Parent() migration: MigrationRow, @Args() filter: InstanceFilter): Promise<Page<ShownInstance>> {
    return this.show.instances(migration, filter);
  }

  @Mutation('planMigration')
  planMigration(@Args('input') input: MigrationInput, @Context() context: RequestContext): Promise<MigrationRow> {
    return this.plan.execute(input, viewerOf(context));
  }

  @Mutation('correctMigration')
  correctMigration(
    @Args() { id, corrections }: { id: string; corrections: Correction[] },
    @Context() context: RequestContext,
  ): Promise<MigrationRow> {
    return this.correct.execute(id, corrections, viewerOf(context));
  }

  @Mutation('approveMigration')
  approveMigration(
    @Args() { id, ...seen }: { id: string; revision: number; note?: string | null },
    @Context() context: RequestContext,
  ): Promise<MigrationRow> {
    return this.decide.execute(id, { decision: 'APPROVED', ...seen }, viewerOf(context));
  }

  @Mutation('rejectMigration')
  rejectMigration(
    @Args() { id, ...seen }: { id: string; revision: number; note: string },
    @Context() context: RequestContext,
  ): Promise<MigrationRow> {
    return this.decide.execute(id, { decision: 'REJECTED', ...seen }, viewerOf(context));
  }

  @Mutation('withdrawMigration')
  withdrawMigration(@Args('id') id: string, @Context() context: RequestContext): Promise<MigrationRow> {
    return this.steer.execute(id, 'WITHDRAW', viewerOf(context));
  }

  @Mutation('pauseMigration')
  pauseMigration(@Args('id') id: string, @Context() context: RequestContext): Promise<MigrationRow> {
    return this.steer.execute(id, 'PAUSE', viewerOf(context));
  }

  @Mutation('resumeMigration')
  resumeMigration(@Args('id') id: string, @Context() context: RequestContext): Promise<MigrationRow> {
    return this.steer.execute(id, 'RESUME', viewerOf(context));
  }

  @Mutation('retryMigration')
  retryMigration(@Args('id') id: string, @Context() context: RequestContext): Promise<MigrationRow> {
    return this.steer.execute(id, 'RETRY', viewerOf(context));
  }
}

@Resolver('MigrationInstance')
export class MigrationInstanceResolver {
  @ResolveField('id')
  id(@Parent() { instanceKey }: ShownInstance): string {
    return instanceKey;
  }
}
