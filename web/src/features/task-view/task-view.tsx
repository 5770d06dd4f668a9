import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type TaskRowFragment, TaskViewDocument } from '../../gql/documents.generated.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { SkeletonBar, SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { TaskAside } from './task-aside.js';
import { TaskHeader } from './task-header.js';
import { TaskRequest } from './task-request.js';
import { TaskWork } from './task-work.js';
import './task-view.css';

type TaskViewProps = {
  taskId: string;
  /** The task as it stands after an act of mine, for a list beside. */
  onRow?: (row: TaskRowFragment) => void;
  /** How to get on from here when this task is done; null when nothing is left. */
  next: (doneId: string) => (() => void) | null;
  /** Another task of the same case. */
  onOpen: (taskId: string) => void;
  /** Nothing left to do here. */
  onLeave: () => void;
  /** Beside a list: closes the pane. */
  onClose?: () => void;
};

/** A task with everything needed to do it: the request in the citizen's words, the form, what happened, where it goes. */
export function TaskView({ taskId, onRow, next, onOpen, onLeave, onClose }: TaskViewProps) {
  const { t } = useTranslation('tasks');
  const root = useRef<HTMLDivElement>(null);
  const [{ data, error, stale }, ask] = useQuery({
    query: TaskViewDocument,
    variables: { id: taskId },
    requestPolicy: 'cache-and-network',
  });
  const task = data?.task;
  const caseId = task?.case.id;
  const reread = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);

  // The row that the server answered an act with is newer than what was read; the next reading replaces it.
  const [answered, setAnswered] = useState<TaskRowFragment | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reading is the newer truth
  useEffect(() => setAnswered(null), [data]);

  useLiveChanges('task', (change) => {
    if (!change || change.taskId === taskId) reread();
  });
  useLiveChanges('case', (change) => {
    if (change?.caseId === caseId) reread();
  });
  useShortcuts({
    f: () => root.current?.querySelector<HTMLElement>('.ys-form input, .ys-form textarea, .ys-form button')?.focus(),
  });

  const onChanged = useCallback(
    (row: TaskRowFragment) => {
      setAnswered(row);
      onRow?.(row);
      reread();
    },
    [onRow, reread],
  );

  if (error && !task) return <BrokenState error={error} onRetry={reread} />;
  if (data && !task)
    return (
      <EmptyState
        title={t('view.gone')}
        text={t('view.goneText')}
        actions={<Button onClick={onLeave}>{t('act.backToList')}</Button>}
      />
    );
  if (!task) return <TaskSkeleton />;

  const shown = answered ? { ...task, ...answered, case: task.case } : task;
  return (
    <div ref={root} className="ys-task" aria-busy={stale}>
      <TaskHeader task={shown} onChanged={onChanged} onClose={onClose} />
      <div className="ys-task-body">
        <TaskWork
          key={shown.id}
          task={shown}
          onChanged={onChanged}
          onReread={reread}
          next={() => next(taskId)}
          onOpen={onOpen}
          onLeave={onLeave}
        />
        <TaskRequest of={shown.case} />
        <TaskAside of={shown.case} />
      </div>
    </div>
  );
}

function TaskSkeleton() {
  return (
    <div className="ys-task" style={{ padding: 24, display: 'grid', gap: 24, alignContent: 'start' }}>
      <SkeletonBar width={220} height={24} />
      <SkeletonBar width="100%" height={88} />
      <SkeletonText lines={5} />
    </div>
  );
}
