import {
  CheckCircleOutlined,
  CloudSyncOutlined,
  InboxOutlined,
  LockOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { errorFacts, errorSentence } from '../lib/error-facts.js';
import './ui.css';

type StateProps = { title: string; text?: ReactNode; actions?: ReactNode };

function State({ icon, title, text, actions, role }: StateProps & { icon: ReactNode; role: 'status' | 'alert' }) {
  return (
    <section className="ys-state" role={role}>
      <span className="ys-state-icon" aria-hidden="true">
        {icon}
      </span>
      <h2>{title}</h2>
      {text ? <div className="soft">{text}</div> : null}
      {actions ? <div className="ys-state-actions">{actions}</div> : null}
    </section>
  );
}

/** Nothing here: one sentence and the next action. */
export function EmptyState(props: StateProps) {
  return <State icon={<InboxOutlined />} role="status" {...props} />;
}

/** Nothing here, and that is good. */
export function FineState(props: StateProps) {
  return <State icon={<CheckCircleOutlined />} role="status" {...props} />;
}

/** Not for this reader: who can, and how to ask. */
export function RefusedState({ title, text, actions }: Partial<StateProps>) {
  const { t } = useTranslation();
  return (
    <State
      icon={<LockOutlined />}
      role="status"
      title={title ?? t('state.refusedTitle')}
      text={text ?? t('state.refusedText')}
      actions={actions}
    />
  );
}

/** It failed: what was kept, and trying again. A refusal among the errors is told as one. */
export function BrokenState({ error, kept, onRetry }: { error?: CombinedError; kept?: string; onRetry?: () => void }) {
  const { t } = useTranslation();
  const code = error ? errorFacts(error).code : 'INTERNAL';
  if (error && code === 'FORBIDDEN') return <RefusedState text={errorSentence(error, t)} />;
  return (
    <State
      icon={code === 'NETWORK' ? <CloudSyncOutlined /> : <WarningOutlined />}
      role="alert"
      title={code === 'NETWORK' ? t('state.unreachableTitle') : t('state.brokenTitle')}
      text={
        <>
          {error ? <p>{errorSentence(error, t)}</p> : null}
          <p>{kept ?? t('state.nothingLost')}</p>
        </>
      }
      actions={onRetry ? <Button onClick={onRetry}>{t('action.retry')}</Button> : null}
    />
  );
}
