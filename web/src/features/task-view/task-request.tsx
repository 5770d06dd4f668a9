import { useTranslation } from 'react-i18next';
import { AttachmentList } from '../../ui/attachments/attachment-list.js';
import { FoldedText } from '../../ui/folded-text.js';
import { GridWorker } from '../../ui/grid-worker.js';
import { CaseRemainingTime } from '../../ui/remaining-time.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { Verbatim } from '../../ui/verbatim.js';
import type { ViewedTask } from './task-header.js';

/** The request word for word, who asks, where, and what was answered so far. */
export function TaskRequest({ of }: { of: ViewedTask['case'] }) {
  const { t } = useTranslation('tasks');
  const soFar = [
    ['summary', of.summary],
    ['closeType', of.closeType ? t(`common:closeType.${of.closeType}`) : null],
    ['legalBasis', of.legalBasis],
    ['replyText', of.replyText],
    ['publicReply', of.publicReply],
  ].filter((pair): pair is [string, string] => Boolean(pair[1]));
  const { requester } = of;
  return (
    <section className="ys-task-request">
      <h3 className="ys-task-title">{of.title}</h3>
      <p className="soft small">{t('view.request')}</p>
      <Verbatim text={of.originalText} />
      {of.attachments.length > 0 ? (
        <>
          <h3>
            {t('view.attachments')} <span className="soft number">{of.attachments.length}</span>
          </h3>
          <AttachmentList as="rows" files={of.attachments} />
        </>
      ) : null}
      <dl className="ys-facts">
        <dt>{t('view.requester')}</dt>
        <dd>
          {requester.kind === 'ANONYMOUS' ? t('common:requesterKind.ANONYMOUS') : requester.name}
          {requester.phone ? (
            <>
              {' '}
              {requester.masked ? (
                <span className="number">{requester.phone}</span>
              ) : (
                <a href={`tel:${requester.phone}`}>{requester.phone}</a>
              )}
            </>
          ) : null}
        </dd>
        <dt>{t('view.place')}</dt>
        <dd>
          {[of.area?.path, of.place].filter(Boolean).join(' ') || t('common:word.unknown')}
          <GridWorker of={of.area} />
        </dd>
        <dt>{t('view.category')}</dt>
        <dd>{of.category?.path ?? t('uncategorised')}</dd>
        <dt>{t('view.type')}</dt>
        <dd>
          {t(`common:caseType.${of.type}`)} · {t(`common:channel.${of.channel}`)}
        </dd>
        <dt>{t('view.receivedAt')}</dt>
        <dd>
          <TimeAgo at={of.receivedAt} />
        </dd>
        {of.dueAt || of.pausedAt ? (
          <>
            <dt>{t('view.caseDue')}</dt>
            <dd>
              <CaseRemainingTime of={of} />
            </dd>
          </>
        ) : null}
      </dl>
      {soFar.length > 0 ? (
        <>
          <h3>{t('view.soFar')}</h3>
          <dl className="ys-facts">
            {soFar.map(([key, text]) => [
              <dt key={key}>{t(`view.${key}`)}</dt>,
              <dd key={`${key}-text`}>
                <FoldedText text={text} lines={8} />
              </dd>,
            ])}
          </dl>
        </>
      ) : null}
    </section>
  );
}
