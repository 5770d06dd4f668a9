import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { stepName } from '../../lib/step-name.js';
import type { ViewedTask } from './task-header.js';

type SubmittedPanelProps = {
  task: ViewedTask;
  next: (() => void) | null;
  onOpen: (taskId: string) => void;
  onLeave: () => void;
};

/** It is stored; the engine goes on by itself. The next task is one Enter away, and so is the next step of this case if it is mine. */
export function SubmittedPanel({ task, next, onOpen, onLeave }: SubmittedPanelProps) {
  const { t } = useTranslation('tasks');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const taken = task.state === 'COMPLETED';
  const sameCase = task.case.tasks.find(
    (other) => other.id !== task.id && other.actions.some((act) => act === 'claim' || act === 'complete'),
  );
  return (
    <div className="ys-submitted" role="status">
      <CheckCircleFilled aria-hidden="true" />
      <div>
        <strong>{taken ? t('view.completed') : t('view.completing')}</strong>
        <p className="soft">{taken ? t('view.completedText') : t('view.completingText')}</p>
        <div className="ys-submitted-acts">
          <Button ref={button} type="primary" onClick={next ?? onLeave}>
            {next ? t('act.next') : t('act.backToList')}
          </Button>
          {sameCase ? (
            <Button onClick={() => onOpen(sameCase.id)}>{t('act.sameCase', { step: stepName(sameCase, t) })}</Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
