import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { usePermission } from '../../../lib/session.js';
import { ActFrame } from './act-frame.js';

type Props = {
  title: string;
  send: (reason: string) => Promise<{ error?: CombinedError | undefined }>;
  onRetried: () => void;
};

/** Tries a step again, with the reason that stays in the history. */
export function RetryButton({ title, send, onRetried }: Props) {
  const { t } = useTranslation('operations');
  const mayRetry = usePermission('retryOperations');
  const [open, setOpen] = useState(false);
  if (!mayRetry) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('retry')}
      </Button>
      {open ? (
        <ActFrame
          title={title}
          verb={t('retry')}
          text={t('act.retryText')}
          done={t('retried')}
          send={send}
          onClose={() => setOpen(false)}
          onDone={onRetried}
        />
      ) : null}
    </>
  );
}
