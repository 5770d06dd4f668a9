import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
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
