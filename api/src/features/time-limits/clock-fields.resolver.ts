import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { light } from '../../../../common/src/lights/light.js';
import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { isClockKind, PAUSABLE_KINDS } from '../clocks/clocks.public.js';
import type { CaseOfClock } from './case-clocks.resolver.js';
import { extendableLoader, extensionsOfCaseLoader, pausesOfClockLoader } from './clock.loaders.js';
import { ClockQueries, type ClockRow, type ExtensionRow, type PauseRow } from './clock.queries.js';

type Row = ClockRow & { of: CaseOfClock };

@Resolver('CaseClock')
export class ClockFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ClockQueries,
    private readonly clock: Clock,
  ) {}

  /** Compared with now, so that it is never later than its moment, whatever the alarm does. */
  @ResolveField('light')
  light(@Parent() row: Row): string {
    if (row.state !== 'RUNNING') return row.lastLight;
    return light(this.clock.now().getTime(), row.yellowAt.getTime(), row.dueAt.getTime());
  }

  @ResolveField('pauses')
  pauses(@Parent() row: Row, @Context() context: RequestContext): Promise<PauseRow[]> {
    return pausesOfClockLoader(context, this.database, this.queries).load(row.id);
  }

  @ResolveField('actions')
  async actions(@Parent() row: Row, @Context() context: RequestContext): Promise<string[]> {
    const viewer = viewerOf(context);
    const live = row.state === 'RUNNING' || row.state === 'PAUSED';
    if (!live || row.of.closedAt !== null) return [];
    const actions: string[] = [];
    if (actsFor(viewer, row.of)) {
      const pausable = isClockKind(row.kind) && PAUSABLE_KINDS.includes(row.kind);
      if (row.state === 'RUNNING' && pausable && may(viewer, 'pauseClock')) actions.push('pause');
      if (row.state === 'PAUSED' && may(viewer, 'resumeClock')) actions.push('resume');
      if (row.kind === 'HANDLE' && may(viewer, 'requestExtension') && (await this.mayBeExtended(row, context)))
        actions.push('requestExtension');
    }
    if (may(viewer, 'stopClock')) actions.push('stop');
    return actions;
  }

  private async mayBeExtended(row: Row, context: RequestContext): Promise<boolean> {
    const [extendable, extensions] = await Promise.all([
      extendableLoader(context, this.database, this.queries).load(row.caseId),
      extensionsOfCaseLoader(context, this.database, this.queries).load(row.caseId),
    ]);
    return extendable && !extensions.some(({ state }) => state === 'PENDING');
  }
}

const actsFor = (viewer: Viewer, of: CaseOfClock): boolean =>
  viewer.roles.includes('DI') ||
  viewer.roles.includes('SU') ||
  (of.leadUnitId !== null && of.leadUnitId === viewer.unitId);

@Resolver('ClockPause')
export class PauseFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('pausedBy')
  pausedBy(@Parent() row: PauseRow, @Context() context: RequestContext): Promise<UserRow | null> {
    return userLoader(context, this.database, this.accounts).load(row.pausedById);
  }

  @ResolveField('resumedBy')
  resumedBy(@Parent() row: PauseRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.resumedById ? userLoader(context, this.database, this.accounts).load(row.resumedById) : null;
  }
}

@Resolver('Extension')
export class ExtensionFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('requestedBy')
  requestedBy(@Parent() row: ExtensionRow, @Context() context: RequestContext): Promise<UserRow | null> {
    return userLoader(context, this.database, this.accounts).load(row.requestedById);
  }

  @ResolveField('unitDecidedBy')
  unitDecidedBy(@Parent() row: ExtensionRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.unitDecidedById ? userLoader(context, this.database, this.accounts).load(row.unitDecidedById) : null;
  }

  @ResolveField('decidedBy')
  decidedBy(@Parent() row: ExtensionRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.decidedById ? userLoader(context, this.database, this.accounts).load(row.decidedById) : null;
  }
}
