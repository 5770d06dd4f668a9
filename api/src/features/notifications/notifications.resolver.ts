import { Args, Context, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { Changes } from '../../graphql/changes.js';
import { type Page, pageSize } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { subscriptionOf } from '../../graphql/subscription.js';
import { NotificationQueries, type NotificationRow } from './notification.queries.js';

interface ListArguments {
  unreadOnly?: boolean | null;
  first?: number | null;
  after?: string | null;
}

@Resolver('Notification')
export class NotificationsResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly queries: NotificationQueries,
  ) {}

  @Query('notifications')
  async notifications(
    @Args() { unreadOnly, first }: ListArguments,
    @Context() context: RequestContext,
  ): Promise<NotificationRow[]> {
    const page = { unreadOnly, first: pageSize(first, 20) };
    return (await this.queries.notices(this.database.sql, viewerOf(context), page)).nodes;
  }

  @Query('notices')
  notices(@Args() page: ListArguments, @Context() context: RequestContext): Promise<Page<NotificationRow>> {
    return this.queries.notices(this.database.sql, viewerOf(context), page);
  }

  @Query('unreadNotices')
  unreadNotices(@Context() context: RequestContext): Promise<number> {
    return this.queries.unread(this.database.sql, viewerOf(context));
  }

  @Mutation('readNotifications')
  readNotifications(@Args('ids') ids: string[] | null, @Context() context: RequestContext): Promise<number> {
    return this.queries.markRead(this.database.sql, viewerOf(context).id, ids ?? null, this.clock.now());
  }

  @Subscription('noticesChanged')
  noticesChanged(@Context() context: RequestContext): AsyncIterableIterator<unknown> {
    const { id } = viewerOf(context);
    return subscriptionOf('noticesChanged', this.changes, async (change) =>
      change.kind === 'notice' && change.userIds.includes(id) ? true : null,
    );
  }
}
