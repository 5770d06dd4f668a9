import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../organisation/organisation.public.js';

type WithUser = { userId: string | null };

@Resolver('FirstContact')
export class FirstContactResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('by')
  by(@Parent() { userId }: WithUser, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return userId ? userLoader(context, this.database, this.accounts).load(userId) : null;
  }
}

@Resolver('FollowUp')
export class FollowUpResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('by')
  by(@Parent() { userId }: WithUser, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return userId ? userLoader(context, this.database, this.accounts).load(userId) : null;
  }
}

@Resolver('InterimReply')
export class InterimReplyResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('sentBy')
  sentBy(@Parent() { userId }: WithUser, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return userId ? userLoader(context, this.database, this.accounts).load(userId) : null;
  }
}

@Resolver('PendingAct')
export class PendingActResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('requestedBy')
  requestedBy(@Parent() { userId }: WithUser, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return userId ? userLoader(context, this.database, this.accounts).load(userId) : null;
  }
}

@Resolver('Assignment')
export class AssignmentResolver {
  constructor(
    private readonly database: Database,
    private readonly organisation: OrganisationQueries,
  ) {}

  @ResolveField('unit')
  unit(@Parent() { unitId }: { unitId: string }, @Context() context: RequestContext): Promise<UnitRow | null> {
    return unitLoader(context, this.database, this.organisation).load(unitId);
  }
}
