import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseHeadlineFragment, CaseNowFragment } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { stepName } from '../../lib/step-name.js';
import { clockOfTask } from '../../lib/task-acts/task-clock.js';
import { FoldedText } from '../../ui/folded-text.js';
import { InterimReplies } from '../../ui/interim-reply/interim-replies.js';
import { LinkButton } from '../../ui/link-button.js';
import { RemainingTime } from '../../ui/remaining-time.js';
import { isLive, TaskHolder } from './ball-holder.js';

type Props = { found: CaseHeadlineFragment & CaseNowFragment };

/** What is to be done and by whom, or how it ended. */
export function NowPanel({ found }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  const live = found.tasks.filter(isLive);
  const done = found.tasks.filter((task) => task.state === 'COMPLETED');
  const ended = found.closedAt !== null;
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  return (
    <section className="ys-case-part" aria-labelledby="case-now">
      {ended ? null : (
        <>
          <h2 id="case-now">{t('view.now')}</h2>
          {live.length === 0 ? <p className="soft">{t('view.nowEngine')}</p> : null}
          {live.map((task) => (
            <article key={task.id} className="ys-case-task" data-testid={`task-${task.kind}`}>
              <h3>{stepName(task, t)}</h3>
              <p>
                <TaskHolder task={task} />
                {task.state === 'COMPLETING' ? ` · ${t('common:taskState.COMPLETING')}` : ''}
              </p>
              <p>
                <RemainingTime
                  dueAt={task.dueAt}
                  yellowAt={task.yellowAt}
                  pausedAt={task.pausedAt}
                  span={task.clockSpan}
                  officeClass={task.officeClass}
                  {...clockOfTask({ ...task, case: found })}
                />
              </p>
              {task.actions.length > 0 ? (
                <LinkButton to={`/tasks/${task.id}`} primary>
                  {t('view.openTask')}
                </LinkButton>
              ) : (
                <Link to={`/tasks/${task.id}`}>{t('view.openTaskView')}</Link>
              )}
            </article>
          ))}
        </>
      )}
      <h2 id={ended ? 'case-now' : undefined}>{t('view.result')}</h2>
      {found.interimReplies.length > 0 ? (
        <>
          <h3>{t('common:interimReply.name')}</h3>
          <InterimReplies replies={found.interimReplies} />
        </>
      ) : null}
      {found.replyText ? (
        <>
          <h3>{t('view.reply')}</h3>
          <Reply text={found.replyText} />
        </>
      ) : (
        <p className="soft">{t(found.interimReplies.length > 0 ? 'view.noFinalReply' : 'view.noResult')}</p>
      )}
      {found.publicReply ? (
        <>
          <h3>{t('view.publicReply')}</h3>
          <Reply text={found.publicReply} />
        </>
      ) : null}
      <dl className="ys-facts">
        {found.closeType ? (
          <>
            <dt>{t('view.closeType')}</dt>
            <dd>{t(`common:closeType.${found.closeType}`)}</dd>
          </>
        ) : null}
        {found.legalBasis ? (
          <>
            <dt>{t('view.legalBasis')}</dt>
            <dd>
              <FoldedText text={found.legalBasis} lines={6} />
            </dd>
          </>
        ) : null}
      </dl>
      {found.followUps.map((call) => (
        <article key={call.id}>
          <h3>{t('view.followUp', { round: call.round })}</h3>
          <p>
            {t(call.reached ? 'view.followUpReached' : 'view.followUpNotReached', { attempts: call.attempts })}
            {call.solved ? ` · ${t(`common:solved.${call.solved}`)}` : ''}
            {call.reached ? ` · ${call.rating ? t(`common:rating.${call.rating}`) : t('view.notRated')}` : ''}
          </p>
          {call.opinion ? <FoldedText text={`“${call.opinion}”`} lines={6} /> : null}
          <p className="soft small">
            {call.by?.name} · {at(call.at)}
          </p>
        </article>
      ))}
      {done.length > 0 ? (
        <details className="ys-case-done">
          <summary>
            {t('view.doneTasks')} <span className="number">{done.length}</span>
          </summary>
          <ul>
            {done.map((task) => (
              <li key={task.id}>
                <Link to={`/tasks/${task.id}`}>{stepName(task, t)}</Link>
                <span className="soft small">
                  {task.completedBy?.name} {task.endedAt ? `· ${at(task.endedAt)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Reply({ text }: { text: string }) {
  return (
    <div className="ys-case-reply">
      <FoldedText text={text} lines={12} />
    </div>
  );
}
