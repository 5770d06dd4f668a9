import { Context, Resolver, Subscription } from '@nestjs/graphql';
import { Clock } from '../clock/clock.js';
import { Changes } from './changes.js';
import { type RequestContext, viewerOf } from './request-context.js';
import { subscriptionOf } from './subscription.js';

/** Tells every reader alike, and nothing but the moment: there is nothing in it to be scoped. */
@Resolver()
export class RefreshResolver {
  constructor(
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  @Subscription('refreshAll')
  refreshAll(@Context() context: RequestContext): AsyncIterableIterator<unknown> {
    viewerOf(context);
    return subscriptionOf('refreshAll', this.changes, async ({ kind }) => (kind === 'many' ? this.clock.now() : null));
  }
}
