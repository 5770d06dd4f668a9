export { attachDocuments } from './attach-documents.js';
export { AttachmentQueries } from './attachment.queries.js';
export { attachmentRoutes } from './attachment-routes.js';
export { StoreAttachment } from './store-attachment.js';
