import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../lib/format-time.js';

type Props = { by: string; at: string; onTheirs: () => void; onMine: () => void; onExport: () => void };

/** Somebody saved the same draft: whose text stays is the reader's choice, and neither is lost unseen. */
export function ConflictDialog({ by, at, onTheirs, onMine, onExport }: Props) {
  const { t, i18n } = useTranslation('studio');
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('conflict.title', { person: by })}
      footer={
        <>
          <Button onClick={onExport}>{t('conflict.export')}</Button>
          <Button danger onClick={onMine}>
            {t('conflict.mine')}
          </Button>
          <Button type="primary" onClick={onTheirs}>
            {t('conflict.theirs')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.text', { person: by, at: at ? exactTime(at, i18n.language) : '' })}</p>
    </Modal>
  );
}
