import { useTranslation } from 'react-i18next';
import type { CaseRequestFragment } from '../../gql/documents.generated.js';
import { AttachmentList } from '../../ui/attachments/attachment-list.js';
import { EmptyState } from '../../ui/states.js';

/** Every file of the case, large enough to see what is on the pictures. */
export function FilesTab({ files }: { files: CaseRequestFragment['attachments'] }) {
  const { t } = useTranslation('cases');
  if (files.length === 0) return <EmptyState title={t('view.noAttachments')} text={t('view.noAttachmentsText')} />;
  return <AttachmentList as="tiles" files={files} />;
}
