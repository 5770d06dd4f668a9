import { Args, Context, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { Changes } from '../../graphql/changes.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { subscriptionOf } from '../../graphql/subscription.js';
import {
  ReceiveCase,
  type ReceivedCase,
  SupplementCase,
  URGE_PAUSE_MS,
  UrgeCase,
  WithdrawCase,
} from '../cases/cases.public.js';
import { CitizenDoor } from './citizen-door.js';
import {
  ProgressQueries,
  type ProgressReplyRow,
  type ProgressRow,
  type ProgressStepRow,
  type PromiseExtensionRow,
  type PromisePauseRow,
} from './progress.queries.js';

interface CitizenKey {
  number: string;
  checkCode: string;
}

type CaseProgress = Omit<ProgressRow, 'dueAt'> & {
  promisedAt: Date | null;
  pause: PromisePauseRow | null;
  extensions: PromiseExtensionRow[];
  interimReplies: ProgressReplyRow[];
  canUrge: boolean;
  canSupplement: boolean;
  canWithdraw: boolean;
  steps: ProgressStepRow[];
};

const CITIZEN = { kind: 'CITIZEN' } as const;
/** Once the reply is out the promise is kept; a rework brings the case back to HANDLE with a new one. */
const ANSWERED_PHASES = new Set(['SUPERVISE', 'APPRAISE', 'USE']);

@Resolver()
export class CitizensResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly door: CitizenDoor,
    private readonly queries: ProgressQueries,
    private readonly receive: ReceiveCase,
    private readonly urge: UrgeCase,
    private readonly supplement: SupplementCase,
    private readonly withdraw: WithdrawCase,
  ) {}

  @Query('caseProgress')
  async caseProgress(@Args() key: CitizenKey, @Context() context: RequestContext): Promise<CaseProgress> {
    return this.progress(await this.door.open(key, context.request.ip));
  }

  @Mutation('reportCase')
  reportCase(@Args('input') input: Record<string, unknown>): Promise<ReceivedCase> {
    // What a citizen may not decide is left out: channel, disposition, other people's cases.
    const { statedDisposition, duplicateOf, ...own } = input;
    return this.receive.execute({ ...own, channel: 'WEB_FORM' }, CITIZEN);
  }

  @Mutation('urgeByCitizen')
  async urgeByCitizen(
    @Args() { key, note }: { key: CitizenKey; note?: string },
    @Context() context: RequestContext,
  ): Promise<CaseProgress> {
    const id = await this.door.open(key, context.request.ip);
    await this.urge.execute(id, note ?? null, CITIZEN);
    return this.progress(id);
  }

  @Mutation('supplementByCitizen')
  async supplementByCitizen(
    @Args() { key, text, attachmentIds }: { key: CitizenKey; text: string; attachmentIds?: string[] },
    @Context() context: RequestContext,
  ): Promise<CaseProgress> {
    const id = await this.door.open(key, context.request.ip);
    await this.supplement.execute(id, text, attachmentIds ?? [], CITIZEN);
    return this.progress(id);
  }

  @Mutation('withdrawByCitizen')
  async withdrawByCitizen(
    @Args() { key, reason }: { key: CitizenKey; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseProgress> {
    const id = await this.door.open(key, context.request.ip);
    await this.withdraw.execute(id, reason, CITIZEN);
    return this.progress(id);
  }

  @Subscription('caseProgressChanged')
  async caseProgressChanged(
    @Args('key') key: CitizenKey,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<unknown>> {
    const id = await this.door.open(key, context.request.ip);
    return subscriptionOf('caseProgressChanged', this.changes.ofCase(id), async () => true);
  }

  private async progress(id: string): Promise<CaseProgress> {
    const { sql } = this.database;
    const [row, steps, pause, extensions, interimReplies] = await Promise.all([
      this.queries.find(sql, id),
      this.queries.steps(sql, id),
      this.queries.pause(sql, id),
      this.queries.extensions(sql, id),
      this.queries.interimReplies(sql, id),
    ]);
    const { dueAt, ...shown } = row;
    const open = row.closedAt === null;
    const rested = !row.lastUrgedAt || row.lastUrgedAt.getTime() + URGE_PAUSE_MS <= this.clock.now().getTime();
    return {
      ...shown,
      promisedAt: open && !ANSWERED_PHASES.has(row.phase) ? dueAt : null,
      pause,
      extensions,
      interimReplies,
      canUrge: open && rested,
      canSupplement: open,
      canWithdraw: open && !row.withdrawalPending,
      steps,
    };
  }
}
