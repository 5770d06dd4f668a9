import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../lib/copy-text.js';

type Props = { login: string; password: string; onClose: () => void };

/** A temporary password, on screen once: it is stored nowhere that could show it again. */
export function SecretDialog({ login, password, onClose }: Props) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  return (
    <Modal
      open
      title={t('secret.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <p>{t('secret.text')}</p>
      <dl className="ys-facts" data-verbatim>
        <dt>{t('field.login')}</dt>
        <dd>{login}</dd>
        <dt>{t('secret.password')}</dt>
        <dd className="ys-secret">
          <output data-testid="temporary-password">{password}</output>
          <Button
            type="text"
            size="small"
            icon={<CopyOutlined />}
            aria-label={t('secret.copy')}
            onClick={async () => {
              if (await copyText(password)) message.success(t('common:state.copied'));
            }}
          />
        </dd>
      </dl>
    </Modal>
  );
}
