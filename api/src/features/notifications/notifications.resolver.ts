import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { pageSize } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { NotificationQueries, type NotificationRow } from './notification.queries.js';

@Resolver('Notification')
export class NotificationsResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: NotificationQueries,
  ) {}

  @Query('notifications')
  notifications(
    @Args() args: { unreadOnly?: boolean; first?: number },
    @Context() context: RequestContext,
  ): Promise<NotificationRow[]> {
    return this.queries.notifications(
      this.database.sql,
      viewerOf(context).id,
      args.unreadOnly ?? false,
      pageSize(args.first, 20),
    );
  }

  @Mutation('readNotifications')
  readNotifications(@Args('ids') ids: string[] | null, @Context() context: RequestContext): Promise<number> {
    return this.queries.markRead(this.database.sql, viewerOf(context).id, ids ?? null, this.clock.now());
  }
}
