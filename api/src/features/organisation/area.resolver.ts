import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import type { AreaRow } from './organisation.queries.js';

@Resolver('Area')
export class AreaResolver {
  /** Citizens choose a place before anyone signs in; whom to call there is for staff. */
  @ResolveField('gridWorker')
  gridWorker(
    @Parent() { worker, phone }: AreaRow,
    @Context() context: RequestContext,
  ): { name: string; phone: string | null } | null {
    return context.session && worker ? { name: worker, phone: phone || null } : null;
  }
}
