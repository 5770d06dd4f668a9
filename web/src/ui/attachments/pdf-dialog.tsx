import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentLineFragment } from '../../gql/documents.generated.js';
import { downloadAddress, viewAddress } from './attachment-kind.js';

type State = 'asking' | 'there' | 'gone';

/**
 * A PDF in the browser's own viewer, which keeps scripts of the document to itself. The frame cannot tell when the server
 * refuses, so that is asked before.
 */
export function PdfDialog({ file, onClose }: { file: AttachmentLineFragment; onClose: () => void }) {
  const { t } = useTranslation('attachments');
  const [open, setOpen] = useState(true);
  const [state, setState] = useState<State>('asking');
  const address = viewAddress(file.id);
  const canShow = navigator.pdfViewerEnabled;

  const ask = useCallback(async () => {
    setState('asking');
    const answer = await fetch(address, { method: 'HEAD', credentials: 'same-origin' }).catch(() => null);
    setState(answer?.ok ? 'there' : 'gone');
  }, [address]);
  useEffect(() => void ask(), [ask]);

  return (
    <Modal
      open={open}
      title={file.name}
      className="ys-pdf"
      width="min(1080px, calc(100vw - 32px))"
      style={{ top: 24 }}
      footer={null}
      onCancel={() => setOpen(false)}
      afterClose={onClose}
    >
      <div className="ys-pdf-acts">
        <Button href={address} target="_blank" rel="noreferrer" icon={<ExportOutlined aria-hidden="true" />}>
          {t('ownTab')}
        </Button>
        <Button href={downloadAddress(file.id)} download={file.name} icon={<DownloadOutlined aria-hidden="true" />}>
          {t('downloadOne')}
        </Button>
      </div>
      {state === 'gone' ? (
        <div role="alert">
          <p>{t('gone')}</p>
          <Button onClick={ask}>{t('common:action.retry')}</Button>
        </div>
      ) : canShow ? (
        <div className="ys-pdf-frame" aria-busy={state === 'asking'}>
          <p className="soft">{t('opening', { name: file.name })}</p>
          {state === 'there' ? <iframe src={address} title={file.name} /> : null}
        </div>
      ) : (
        <p>{t('noPdf')}</p>
      )}
    </Modal>
  );
}
