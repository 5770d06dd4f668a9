import { AttachmentQueries } from './attachment.queries.js';
import { AttachmentResolver, CaseAttachmentsResolver } from './attachments.resolver.js';
import { StoreAttachment } from './store-attachment.js';

export const attachmentsProviders = [AttachmentQueries, StoreAttachment, CaseAttachmentsResolver, AttachmentResolver];
