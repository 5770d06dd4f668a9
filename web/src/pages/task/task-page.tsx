import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { TaskView } from '../../features/task-view/task-view.js';
import { NextTaskDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useShortcuts } from '../../lib/shortcuts.js';

/** One task on the whole page: form left, case right. */
export function TaskPage() {
  const { t } = useTranslation('tasks');
  const { id = '' } = useParams();
  const navigate = useNavigate();

  useEffect(() => {
    document.title = `${t('task')} · ${t('common:product.name')}`;
  }, [t]);
  useShortcuts({ Escape: () => navigate('/tasks') });

  /** Without a list beside: the most urgent of mine, else of those anybody may take. */
  const next = useCallback(
    (doneId: string) => async () => {
      const { data } = await plainClient.query(NextTaskDocument, {}).toPromise();
      const task = [...(data?.mine.nodes ?? []), ...(data?.free.nodes ?? [])].find((one) => one.id !== doneId);
      navigate(task ? `/tasks/${task.id}` : '/tasks');
    },
    [navigate],
  );

  return (
    <TaskView
      key={id}
      taskId={id}
      next={next}
      onOpen={(other) => navigate(`/tasks/${other}`)}
      onLeave={() => navigate('/tasks')}
    />
  );
}
