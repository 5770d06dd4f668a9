import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, userLoader } from '../accounts/accounts.public.js';
import { EventQueries, type EventRow, type StreamEventRow } from './event.queries.js';

@Resolver('Case')
export class CaseTimelineResolver {
  constructor(
    private readonly database: Database,
    private readonly events: EventQueries,
  ) {}

  @ResolveField('timeline')
  timeline(
    @Parent() parent: { id: string },
    @Args() page: { first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<EventRow>> {
    return this.events.timeline(this.database.sql, parent.id, {
      ...page,
      seesDiscipline: may(viewerOf(context), 'readDiscipline'),
    });
  }
}

@Resolver('CaseEvent')
export class CaseEventResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('actor')
  actor(@Parent() event: EventRow, @Context() context: RequestContext) {
    return event.actorId ? userLoader(context, this.database, this.accounts).load(event.actorId) : null;
  }

  @ResolveField('reason')
  reason(@Parent() event: EventRow): string | null {
    return event.personal?.reason ?? null;
  }

  /** Erased values are null; what is there replaces its commitment for readers. */
  @ResolveField('body')
  body(@Parent() event: EventRow): Record<string, unknown> {
    return { ...event.body, ...event.personal };
  }
}

@Resolver('StreamEvent')
export class StreamEventResolver {
  /** Erased values are null; what is there replaces its commitment. */
  @ResolveField('body')
  body(@Parent() event: StreamEventRow): Record<string, unknown> {
    return { ...event.body, ...event.personal };
  }
}
