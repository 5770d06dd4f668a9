import { Args, Context, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { Changes } from '../../graphql/changes.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { subscriptionOf } from '../../graphql/subscription.js';
import { CaseNotFound } from './case.errors.js';
import { CaseQueries, type CaseRow } from './case.queries.js';
import type { CaseActor } from './case-actor.js';
import type { CaseFilter } from './case-filter.js';
import type { CaseSort } from './case-order.js';
import { type CaseCount, CountCases } from './count-cases.js';
import { type DuplicateCandidate, type DuplicateSearch, FindDuplicates } from './find-duplicates.js';
import { InstructCase } from './instruct-case.js';
import { ListCases } from './list-cases.js';
import { ReceiveCase } from './receive-case.js';
import { type FirstContactInput, RecordFirstContact } from './record-first-contact.js';
import type { ShownRequester } from './requester.queries.js';
import { SendInterimReply } from './send-interim-reply.js';
import { SupplementCase } from './supplement-case.js';
import { UrgeCase } from './urge-case.js';
import { ViewRequester } from './view-requester.js';
import { VoidCase } from './void-case.js';
import { WithdrawCase } from './withdraw-case.js';

const byUser = (viewer: Viewer): CaseActor => ({ kind: 'USER', viewer });

@Resolver()
export class CasesResolver {
  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly queries: CaseQueries,
    private readonly lists: ListCases,
    private readonly counts: CountCases,
    private readonly duplicates: FindDuplicates,
    private readonly receive: ReceiveCase,
    private readonly urge: UrgeCase,
    private readonly supplement: SupplementCase,
    private readonly withdraw: WithdrawCase,
    private readonly voiding: VoidCase,
    private readonly instruct: InstructCase,
    private readonly firstContact: RecordFirstContact,
    private readonly interimReply: SendInterimReply,
    private readonly requester: ViewRequester,
  ) {}

  @Query('cases')
  cases(
    @Args() args: { filter?: CaseFilter; sort: CaseSort; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<CaseRow>> {
    return this.lists.execute({ ...args, filter: args.filter ?? {} }, viewerOf(context));
  }

  @Query('casesCount')
  casesCount(@Args('filter') filter: CaseFilter | undefined, @Context() context: RequestContext): Promise<CaseCount> {
    return this.counts.execute(filter ?? {}, viewerOf(context));
  }

  @Query('case')
  case(@Args() key: { id?: string; number?: string }, @Context() context: RequestContext): Promise<CaseRow | null> {
    return this.queries.find(this.database.sql, viewerOf(context), key);
  }

  @Query('duplicateCandidates')
  duplicateCandidates(
    @Args() search: DuplicateSearch,
    @Context() context: RequestContext,
  ): Promise<DuplicateCandidate[]> {
    return this.duplicates.execute(search, viewerOf(context));
  }

  @Mutation('receiveCase')
  async receiveCase(
    @Args('input') input: unknown,
    @Context() context: RequestContext,
  ): Promise<{ case: CaseRow; checkCode: string; alreadyReceived: boolean }> {
    const viewer = viewerOf(context);
    const { id, checkCode, alreadyReceived } = await this.receive.execute(input, byUser(viewer));
    return { case: await this.reread(id, viewer), checkCode, alreadyReceived };
  }

  @Mutation('urgeCase')
  async urgeCase(
    @Args() { caseId, note }: { caseId: string; note?: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.urge.execute(caseId, note ?? null, byUser(viewer));
    return this.reread(caseId, viewer);
  }

  @Mutation('supplementCase')
  async supplementCase(
    @Args() { caseId, text, attachmentIds }: { caseId: string; text: string; attachmentIds?: string[] },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.supplement.execute(caseId, text, attachmentIds ?? [], byUser(viewer));
    return this.reread(caseId, viewer);
  }

  @Mutation('withdrawCase')
  async withdrawCase(
    @Args() { caseId, reason }: { caseId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.withdraw.execute(caseId, reason, byUser(viewer));
    return this.reread(caseId, viewer);
  }

  @Mutation('voidCase')
  async voidCase(
    @Args() { caseId, reason }: { caseId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.voiding.execute(caseId, reason, viewer);
    return this.reread(caseId, viewer);
  }

  @Mutation('instructCase')
  async instructCase(
    @Args() { caseId, text, openL4 }: { caseId: string; text: string; openL4?: boolean },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.instruct.execute(caseId, text, viewer, { openL4: openL4 ?? false });
    return this.reread(caseId, viewer);
  }

  @Mutation('recordFirstContact')
  async recordFirstContact(
    @Args('input') input: FirstContactInput,
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(input.caseId, context);
    await this.firstContact.execute(input, viewer);
    return this.reread(input.caseId, viewer);
  }

  @Mutation('sendInterimReply')
  async sendInterimReply(
    @Args() { caseId, text }: { caseId: string; text: string },
    @Context() context: RequestContext,
  ): Promise<CaseRow> {
    const viewer = await this.reader(caseId, context);
    await this.interimReply.execute(caseId, text, viewer);
    return this.reread(caseId, viewer);
  }

  @Mutation('viewRequester')
  viewRequester(
    @Args() { caseId, reason }: { caseId: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<ShownRequester> {
    return this.requester.execute(caseId, reason, viewerOf(context));
  }

  @Subscription('caseChanged')
  caseChanged(
    @Args('caseId') caseId: string | undefined,
    @Context() context: RequestContext,
  ): AsyncIterableIterator<unknown> {
    const viewer = viewerOf(context);
    return subscriptionOf('caseChanged', this.changes, async (change) => {
      if (change.kind !== 'case' || (caseId && change.caseId !== caseId)) return null;
      const { sql } = this.database;
      const [row] = await sql<{ caseId: string; number: string }[]>`
        /* changedCaseInScope */
        select c.id as "caseId", c.number
        from cases c
        where c.id = ${change.caseId} and (${caseScope(sql, viewer)})`;
      return row ?? null;
    });
  }

  @Subscription('muchChanged')
  muchChanged(@Context() context: RequestContext): AsyncIterableIterator<unknown> {
    viewerOf(context);
    return subscriptionOf('muchChanged', this.changes, async ({ kind }) => (kind === 'many' ? true : null));
  }

  /** A case out of scope is not there: acts on it say so before they say anything else. @throws CaseNotFound */
  private async reader(caseId: string, context: RequestContext): Promise<Viewer> {
    const viewer = viewerOf(context);
    await this.reread(caseId, viewer);
    return viewer;
  }

  private async reread(id: string, viewer: Viewer): Promise<CaseRow> {
    const row = await this.queries.find(this.database.sql, viewer, { id });
    if (row) return row;
    throw new CaseNotFound();
  }
}
