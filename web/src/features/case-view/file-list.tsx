import { useTranslation } from 'react-i18next';
import type { CaseRequestFragment } from '../../gql/documents.generated.js';
import { fileSize } from '../../ui/attachments/upload-attachment.js';
import { TimeAgo } from '../../ui/time-ago.js';

/** Files of a case; pictures with a preview where there is room. */
export function FileList({ files, previews }: { files: CaseRequestFragment['attachments']; previews?: boolean }) {
  const { t } = useTranslation('cases');
  if (files.length === 0) return <p className="soft">{t('view.noAttachments')}</p>;
  return (
    <ul className={previews ? 'ys-case-files ys-case-files-large' : 'ys-case-files'}>
      {files.map((file) => (
        <li key={file.id}>
          {previews && /^image\/(jpeg|png|webp)$/.test(file.mediaType) ? (
            <img src={`/attachments/${file.id}`} alt="" loading="lazy" />
          ) : null}
          <a href={`/attachments/${file.id}`} target="_blank" rel="noreferrer" className="one-line" title={file.name}>
            {file.name}
          </a>
          <span className="soft small number">
            {fileSize(file.sizeBytes)} · <TimeAgo at={file.uploadedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
