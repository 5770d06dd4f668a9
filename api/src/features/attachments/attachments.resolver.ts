import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { AccountQueries, userLoader } from '../accounts/accounts.public.js';
import { AttachmentQueries, type AttachmentRow } from './attachment.queries.js';

@Resolver('Case')
export class CaseAttachmentsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: AttachmentQueries,
  ) {}

  @ResolveField('attachments')
  attachments(@Parent() parent: { id: string }): Promise<AttachmentRow[]> {
    return this.queries.ofCase(this.database.sql, parent.id);
  }
}

@Resolver('Attachment')
export class AttachmentResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('uploadedBy')
  uploadedBy(@Parent() { uploadedById }: AttachmentRow, @Context() context: RequestContext) {
    return uploadedById ? userLoader(context, this.database, this.accounts).load(uploadedById) : null;
  }
}
