import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseHeadlineFragment, CaseRequestFragment } from '../../gql/documents.generated.js';
import { exactTime } from '../../lib/format-time.js';
import { AttachmentList } from '../../ui/attachments/attachment-list.js';
import { CaseLight } from '../../ui/case-light.js';
import { FoldedText } from '../../ui/folded-text.js';
import { GridWorker } from '../../ui/grid-worker.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { Verbatim } from '../../ui/verbatim.js';
import { RequesterPanel } from './requester-panel.js';

type Props = { found: CaseHeadlineFragment & CaseRequestFragment; mayView: boolean };

/** What was asked, word for word, by whom, about which place. */
export function RequestPanel({ found, mayView }: Props) {
  const { t, i18n } = useTranslation('cases');
  const place = [found.area?.path, found.place].filter(Boolean).join(' ');
  return (
    <section className="ys-case-part" aria-labelledby="case-request">
      <h2 id="case-request">{t('view.request')}</h2>
      <Verbatim text={found.originalText} />
      <p className="soft small">
        {found.firstReceiver
          ? t('view.requestBy', { channel: t(`common:channel.${found.channel}`), person: found.firstReceiver.name })
          : t('view.requestBySelf', { channel: t(`common:channel.${found.channel}`) })}{' '}
        · <span title={exactTime(found.receivedAt, i18n.language)}>{<TimeAgo at={found.receivedAt} />}</span>
      </p>
      {found.attachments.length > 0 ? (
        <>
          <h3>
            {t('view.attachments')} <span className="soft number">{found.attachments.length}</span>
          </h3>
          <AttachmentList as="rows" files={found.attachments} />
        </>
      ) : null}
      {found.summary ? (
        <>
          <h3>{t('view.summary')}</h3>
          <FoldedText text={found.summary} lines={6} />
        </>
      ) : null}
      <h3>{t('view.requester')}</h3>
      <RequesterPanel
        key={found.id}
        caseId={found.id}
        number={found.number}
        requester={found.requester}
        mayView={mayView}
      />
      <h3>{t('view.facts')}</h3>
      <dl className="ys-facts">
        <dt>{t('view.category')}</dt>
        <dd>{found.category?.path ?? t('view.unknown')}</dd>
        <dt>{t('view.place')}</dt>
        <dd>
          {place || t('view.unknown')}
          <GridWorker of={found.area} />
        </dd>
        <dt>{t('view.urgency')}</dt>
        <dd>{t(`common:urgency.${found.urgency}`)}</dd>
        <dt>{t('view.secrecy')}</dt>
        <dd>{t(`common:secrecy.${found.secrecy}`)}</dd>
        {found.disposition ? (
          <>
            <dt>{t('view.disposition')}</dt>
            <dd>{t(`common:disposition.${found.disposition}`)}</dd>
          </>
        ) : null}
      </dl>
      {found.related.length > 0 ? (
        <>
          <h3>{t('view.related')}</h3>
          <ul className="ys-case-related">
            {found.related.map(({ case: other, reason }) => (
              <li key={other.id}>
                <Link to={`/cases/${other.number}`}>{other.title}</Link>
                <span className="soft small">
                  <CaseLight of={other} limit={other.governingClock?.kind} />{' '}
                  {t(`common:related.${reason}`, { defaultValue: t('relatedOther') })} ·{' '}
                  {t(`common:status.${other.status}`)} · {other.number}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
