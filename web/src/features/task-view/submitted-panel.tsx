import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** It is stored; the engine goes on by itself. The next task is one Enter away. */
export function SubmittedPanel({ next }: { next: (() => void) | null }) {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="ys-submitted" role="status">
      <CheckCircleFilled aria-hidden="true" />
      <div>
        <strong>{t('view.completing')}</strong>
        <p className="soft">{t('view.completingText')}</p>
        <Button ref={button} type="primary" onClick={next ?? (() => navigate('/tasks'))}>
          {next ? t('act.next') : t('act.backToList')}
        </Button>
      </div>
    </div>
  );
}
