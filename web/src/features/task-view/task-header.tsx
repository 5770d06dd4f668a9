import { CloseOutlined, ExpandOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRowFragment, TaskViewQuery } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { stepName } from '../../lib/step-name.js';
import { releaseTask } from '../../lib/task-acts/task-acts.js';
import { clockOfTask, isProvisional } from '../../lib/task-acts/task-clock.js';
import { CaseNumber } from '../../ui/case-number.js';
import { RemainingTime } from '../../ui/remaining-time.js';
import { Tag } from '../../ui/tag.js';
import { UserName } from '../../ui/user-name.js';
import { ReassignTask } from './reassign-task.js';

export type ViewedTask = NonNullable<TaskViewQuery['task']>;

type TaskHeaderProps = { task: ViewedTask; onChanged: (row: TaskRowFragment) => void; onClose?: () => void };

/** Which step of which case, how long it may take, who holds it; letting go of it and handing it on. */
export function TaskHeader({ task, onChanged, onClose }: TaskHeaderProps) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const [releasing, setReleasing] = useState(false);
  const [handing, setHanding] = useState(false);
  const ended = task.endedAt !== null;

  async function release() {
    setReleasing(true);
    const { row, error } = await releaseTask(task.id);
    setReleasing(false);
    if (error) message.warning(errorSentence(error, t));
    else message.success(t('released'));
    if (row) onChanged(row);
  }

  return (
    <header className="ys-task-head">
      <div className="ys-task-head-line">
        <h2>{stepName(task, t)}</h2>
        {ended ? null : (
          <RemainingTime
            dueAt={task.dueAt}
            yellowAt={task.yellowAt}
            pausedAt={task.pausedAt}
            provisional={isProvisional(task)}
            span={task.clockSpan}
            officeClass={task.officeClass}
            {...clockOfTask(task)}
          />
        )}
        <span className="ys-task-head-acts">
          {task.actions.includes('release') ? (
            <Button size="small" loading={releasing} onClick={release}>
              {t('act.release')}
            </Button>
          ) : null}
          {task.actions.includes('reassign') ? (
            <Button size="small" onClick={() => setHanding(true)}>
              {t('act.reassign')}
            </Button>
          ) : null}
          {onClose ? (
            <>
              <Tooltip title={t('act.openPage')}>
                <Link to={`/tasks/${task.id}`} className="ys-task-head-icon" aria-label={t('act.openPage')}>
                  <ExpandOutlined />
                </Link>
              </Tooltip>
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('act.closePane')}
                onClick={onClose}
              />
            </>
          ) : null}
        </span>
      </div>
      <p className="ys-task-head-line soft">
        <CaseNumber number={task.caseNumber} />
        <span>{t(`common:status.${task.case.status}`)}</span>
        <span>
          <UserOutlined aria-hidden="true" />{' '}
          {task.state === 'OPEN' ? t('common:taskState.OPEN') : <UserName user={task.completedBy ?? task.holder} />}
        </span>
        {task.urgency >= 3 ? (
          <Tag tone={task.urgency >= 4 ? 'red' : 'yellow'}>{t(`common:urgency.${task.urgency}`)}</Tag>
        ) : null}
        {task.case.urgeCount > 0 ? <Tag tone="yellow">{t('badge.urged', { times: task.case.urgeCount })}</Tag> : null}
        {task.case.reworkCount > 0 ? <Tag tone="red">{t('badge.rework')}</Tag> : null}
        {task.case.secrecy === 'NORMAL' ? null : <Tag>{t(`common:secrecy.${task.case.secrecy}`)}</Tag>}
      </p>
      {handing ? <ReassignTask task={task} onClose={() => setHanding(false)} onChanged={onChanged} /> : null}
    </header>
  );
}
