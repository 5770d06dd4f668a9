import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentLineFragment } from '../../gql/documents.generated.js';
import { TimeAgo } from '../time-ago.js';
import { downloadAddress, kindOfAttachment, labelOfAttachment, viewAddress } from './attachment-kind.js';
import './attachment-list.css';
import { fileSize } from './upload-attachment.js';

const PictureViewer = lazy(async () => ({ default: (await import('./picture-viewer.js')).PictureViewer }));
const PdfDialog = lazy(async () => ({ default: (await import('./pdf-dialog.js')).PdfDialog }));

type AttachmentListProps = {
  files: readonly AttachmentLineFragment[];
  /** Rows beside something else, or tiles that have the page to themselves. */
  as: 'rows' | 'tiles';
};

const SHOWN = { rows: 6, tiles: 24 };

/** Files with who brought them and when; pictures and PDF open over the page, everything else is downloaded. */
export function AttachmentList({ files, as }: AttachmentListProps) {
  const { t } = useTranslation('attachments');
  const [all, setAll] = useState(false);
  const [picture, setPicture] = useState<number | null>(null);
  const [pdf, setPdf] = useState<AttachmentLineFragment | null>(null);
  const pictures = useMemo(() => files.filter(({ mediaType }) => kindOfAttachment(mediaType) === 'picture'), [files]);
  // One or two more are quicker shown than asked for.
  const few = files.length > SHOWN[as] + 2 ? SHOWN[as] : files.length;

  function open(file: AttachmentLineFragment) {
    if (kindOfAttachment(file.mediaType) === 'pdf') setPdf(file);
    else setPicture(pictures.indexOf(file));
  }

  return (
    <>
      <ul className={`ys-files ys-files-${as}`} aria-label={t('list')}>
        {(all ? files : files.slice(0, few)).map((file) => (
          <FileEntry key={file.id} file={file} onOpen={() => open(file)} />
        ))}
      </ul>
      {few < files.length ? (
        <Button size="small" className="ys-files-all" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('showFewer') : t('showAll', { count: files.length })}
        </Button>
      ) : null}
      <Suspense>
        {picture === null ? null : (
          <PictureViewer pictures={pictures} start={picture} onClosed={() => setPicture(null)} />
        )}
        {pdf ? <PdfDialog file={pdf} onClose={() => setPdf(null)} /> : null}
      </Suspense>
    </>
  );
}

function FileEntry({ file, onOpen }: { file: AttachmentLineFragment; onOpen: () => void }) {
  const { t } = useTranslation('attachments');
  const id = useId();
  const [broken, setBroken] = useState(false);
  const kind = kindOfAttachment(file.mediaType);
  const by = file.uploadedBy?.name ?? t('citizen');
  const { name } = file;
  const box =
    kind === 'picture' && !broken ? (
      <img src={viewAddress(file.id)} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
    ) : (
      <span className="ys-file-type" data-kind={kind}>
        {labelOfAttachment(file.mediaType)}
        {broken ? <small>{t('noPicture')}</small> : null}
      </span>
    );
  const words = (
    <>
      <span className="ys-file-box">{box}</span>
      <span className="ys-file-name">{name}</span>
      <span id={`${id}-facts`} className="ys-file-facts soft small number">
        {fileSize(file.sizeBytes)} · {by} · <TimeAgo at={file.uploadedAt} />
      </span>
    </>
  );
  const download = { href: downloadAddress(file.id), download: name };
  return (
    <li className="ys-file">
      {kind === 'other' ? (
        <a className="ys-file-open" title={name} {...download}>
          {words}
        </a>
      ) : (
        <button
          type="button"
          className="plain-button ys-file-open"
          title={name}
          aria-label={t('view', { name })}
          aria-describedby={`${id}-facts`}
          aria-haspopup="dialog"
          onClick={onOpen}
        >
          {words}
        </button>
      )}
      <Button
        className="ys-file-download"
        type="text"
        size="small"
        {...download}
        icon={<DownloadOutlined aria-hidden="true" />}
        aria-label={t('download', { name })}
        title={t('downloadOne')}
      />
    </li>
  );
}
