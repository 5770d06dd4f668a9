import {
  CloseOutlined,
  DownloadOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Image } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentLineFragment } from '../../gql/documents.generated.js';
import { downloadAddress, viewAddress } from './attachment-kind.js';

type PictureViewerProps = {
  pictures: readonly AttachmentLineFragment[];
  /** Which of them is shown first. */
  start: number;
  /** The viewer is gone and the focus is back. */
  onClosed: () => void;
};

/** Pictures over the page: arrow keys go on and back, Escape closes, wheel and two fingers zoom. */
export function PictureViewer({ pictures, start, onClosed }: PictureViewerProps) {
  const { t } = useTranslation('attachments');
  const [open, setOpen] = useState(true);
  const [current, setCurrent] = useState(start);
  const shown = pictures[current];
  return (
    <Image.PreviewGroup
      items={pictures.map(({ id, name }) => ({ src: viewAddress(id), alt: name }))}
      preview={{
        open,
        current,
        rootClassName: 'ys-viewer',
        onChange: setCurrent,
        onOpenChange: (next) => setOpen(next),
        afterOpenChange: (next) => !next && onClosed(),
        closeIcon: <CloseOutlined aria-label={t('close')} />,
        countRender: (place, total) => (
          <span className="ys-viewer-name" aria-live="polite">
            <span className="number">
              {place} / {total}
            </span>{' '}
            {shown?.name}
          </span>
        ),
        actionsRender: (_usual, { actions, transform, total }) => (
          <div className="ys-viewer-bar">
            {total > 1 ? (
              <Act
                name={t('previous')}
                icon={<LeftOutlined />}
                off={current === 0}
                onClick={() => actions.onActive(-1)}
              />
            ) : null}
            <Act
              name={t('zoomOut')}
              icon={<ZoomOutOutlined />}
              off={transform.scale <= 1}
              onClick={actions.onZoomOut}
            />
            <Act name={t('zoomIn')} icon={<ZoomInOutlined />} onClick={actions.onZoomIn} />
            <Act name={t('turn')} icon={<RotateRightOutlined />} onClick={actions.onRotateRight} />
            {shown ? (
              <Button
                type="text"
                href={downloadAddress(shown.id)}
                download={shown.name}
                icon={<DownloadOutlined aria-hidden="true" />}
                aria-label={t('downloadOne')}
                title={t('downloadOne')}
              />
            ) : null}
            {total > 1 ? (
              <Act
                name={t('next')}
                icon={<RightOutlined />}
                off={current === total - 1}
                onClick={() => actions.onActive(1)}
              />
            ) : null}
          </div>
        ),
      }}
    />
  );
}

function Act({ name, icon, off, onClick }: { name: string; icon: ReactNode; off?: boolean; onClick: () => void }) {
  return (
    <Button type="text" icon={icon} disabled={off === true} aria-label={name} title={name} onClick={() => onClick()} />
  );
}
