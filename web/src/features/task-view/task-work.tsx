import { Alert, App, Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRowFragment } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { useSignedIn } from '../../lib/session.js';
import { claimTask } from '../../lib/task-acts/task-acts.js';
import { ActAsked, asksForAct } from './act-asked.js';
import { CoAsked, CoWaiting, isCoWork } from './co-asked.js';
import { asksForExtension, ExtensionAsked } from './extension-asked.js';
import { FirstContactPanel } from './first-contact-panel.js';
import { FormResult } from './form/form-result.js';
import { TaskForm } from './form/task-form.js';
import { InterimReplyPanel, mayFollowInterimReply } from './interim-reply-panel.js';
import { knownValues } from './known-values.js';
import { SubmittedPanel } from './submitted-panel.js';
import { isSupervision, SupervisionAsked } from './supervision-asked.js';
import type { ViewedTask } from './task-header.js';

type TaskWorkProps = {
  task: ViewedTask;
  onChanged: (row: TaskRowFragment) => void;
  onReread: () => void;
  next: () => (() => void) | null;
  onOpen: (taskId: string) => void;
  onLeave: () => void;
};

/** What is to be done, by state: claim it, fill it in, see that it was taken, or read what was done. */
export function TaskWork({ task, onChanged, onReread, next, onOpen, onLeave }: TaskWorkProps) {
  const { t } = useTranslation('tasks');
  const { user } = useSignedIn();
  const [submitted, setSubmitted] = useState(false);
  const verb = t([`submitVerb.${task.kind}`, 'submitVerb.form']);
  const mine = task.holder?.id === user.id && task.actions.includes('complete');
  const schema = task.form?.schema ?? { components: [] };

  if (submitted && task.state !== 'REFUSED') {
    return (
      <section className="ys-task-work">
        <SubmittedPanel task={task} next={next()} onOpen={onOpen} onLeave={onLeave} />
        <FormResult schema={schema} result={task.result} />
      </section>
    );
  }
  if (task.state === 'REFUSED') {
    return (
      <section className="ys-task-work">
        <Alert type="error" showIcon title={t('view.refusedTitle')} description={t('view.refusedText')} />
        <h3>{t('view.result')}</h3>
        <FormResult schema={schema} result={task.result ?? task.draft} />
      </section>
    );
  }
  if (task.state === 'COMPLETING' || task.state === 'COMPLETED' || task.state === 'CANCELED') {
    return (
      <section className="ys-task-work">
        <Alert type={task.state === 'CANCELED' ? 'warning' : 'success'} showIcon title={endedWords(task, t)} />
        {task.state === 'CANCELED' && !task.draft ? null : <h3>{t('view.result')}</h3>}
        {task.state === 'CANCELED' && !task.draft ? null : (
          <FormResult schema={schema} result={task.result ?? task.draft} />
        )}
      </section>
    );
  }
  return (
    <section className="ys-task-work">
      {asksForAct(task.kind) ? <ActAsked task={task} /> : null}
      {asksForExtension(task.kind) ? <ExtensionAsked of={task.case} /> : null}
      {isCoWork(task.kind) ? <CoAsked task={task} /> : null}
      {task.kind === 'handle' || task.kind === 'draftReply' ? <CoWaiting of={task.case} /> : null}
      {isSupervision(task.kind) ? <SupervisionAsked task={task} /> : null}
      {task.kind === 'handle' ? <FirstContactPanel key={mine ? 'mine' : 'other'} of={task.case} mine={mine} /> : null}
      {mayFollowInterimReply(task.kind) ? <InterimReplyPanel of={task.case} mine={mine} /> : null}
      {mine ? (
        <>
          <h3>{t('view.form')}</h3>
          <TaskForm
            key={task.id}
            taskId={task.id}
            schema={schema}
            stored={{ draft: task.draft, savedAt: task.draftSavedAt }}
            known={knownValues(task)}
            verb={verb}
            onDone={(row) => {
              setSubmitted(true);
              onChanged(row);
            }}
            onRefused={onReread}
          />
        </>
      ) : (
        <NotMine task={task} onChanged={onChanged} />
      )}
    </section>
  );
}

function endedWords(task: ViewedTask, t: TFunction): string {
  if (task.state === 'CANCELED') return t('view.canceled');
  if (task.state === 'COMPLETING') return t('view.completing');
  return t('view.ended', { name: task.completedBy?.name ?? task.holder?.name ?? '' });
}

function NotMine({ task, onChanged }: { task: ViewedTask; onChanged: (row: TaskRowFragment) => void }) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const { user } = useSignedIn();
  const [busy, setBusy] = useState(false);

  async function claim() {
    setBusy(true);
    const { row, error } = await claimTask(task.id);
    setBusy(false);
    if (error) {
      const winner = row?.holder && row.holder.id !== user.id ? row.holder.name : null;
      message.warning(winner ? t('lostTo', { name: winner }) : errorSentence(error, t));
    }
    if (row) onChanged(row);
  }

  const claimable = task.actions.includes('claim');
  const reason = task.holder
    ? t('view.heldBy', { name: task.holder.name })
    : claimable
      ? t('view.unclaimed')
      : t([`refusal.${task.refusal}`, `common:errorName.${task.refusal}`, 'view.notYours']);
  return (
    <div className="ys-task-claim">
      <p>{reason}</p>
      {claimable ? (
        <Button type="primary" loading={busy} onClick={claim}>
          {t('act.claimToFill')}
        </Button>
      ) : null}
    </div>
  );
}
