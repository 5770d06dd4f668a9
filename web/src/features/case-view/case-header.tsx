import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseClocksFragment, CaseHeadlineFragment, CaseNowFragment } from '../../gql/documents.generated.js';
import { isHandling } from '../../lib/case-clock.js';
import { exactDue, exactTime, shortDateTime, shortDue } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { CaseNumber } from '../../ui/case-number.js';
import { CaseRemainingTime } from '../../ui/remaining-time.js';
import { LevelTag } from '../../ui/supervision/level-tag.js';
import { Tag } from '../../ui/tag.js';
import { BallHolder } from './ball-holder.js';
import { PhaseLine } from './phase-line.js';

type Props = { found: CaseHeadlineFragment & CaseNowFragment & CaseClocksFragment; acts: ReactNode };

/** Number, title, light, status and step, who holds the ball, promised date: all of a case at one glance. */
export function CaseHeader({ found, acts }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  const ended = found.closedAt !== null;
  return (
    <header className="ys-case-header">
      <div className="ys-case-line">
        <CaseNumber number={found.number} link={false} />
        <span className="ys-case-tags">
          <Tag>{t(`common:caseType.${found.type}`)}</Tag>
          {found.urgency > 2 ? (
            <Tag tone={found.urgency > 3 ? 'red' : 'yellow'}>{t(`common:urgency.${found.urgency}`)}</Tag>
          ) : null}
          {found.secrecy === 'NORMAL' ? null : <Tag tone="brand">{t(`common:secrecy.${found.secrecy}`)}</Tag>}
          {found.supervisionLevel ? <LevelTag level={found.supervisionLevel} /> : null}
          {found.urgeCount > 0 ? <Tag tone="yellow">{t('view.urgedTimes', { count: found.urgeCount })}</Tag> : null}
          {found.reworkCount > 0 ? (
            <Tag tone="yellow">{t('view.reworkTimes', { count: found.reworkCount })}</Tag>
          ) : null}
        </span>
        <div className="ys-case-acts">{acts}</div>
      </div>
      <h1>{found.title}</h1>
      <div className="ys-case-line">
        <b data-testid="case-status">{t(`common:status.${found.status}`)}</b>
        {(found.dueAt || found.pausedAt) && !ended ? <CaseRemainingTime of={found} /> : null}
        {ended ? null : (
          <span>
            <span className="soft">{t('view.holder')} </span>
            <BallHolder tasks={found.tasks} />
          </span>
        )}
        {found.dueAt && !ended ? (
          <span title={found.provisional ? t('view.promisedProvisional') : exactDue(found.dueAt, i18n.language)}>
            <span className="soft">
              {t(isHandling(found.governingClock?.kind ?? '') ? 'view.promised' : 'view.due')}{' '}
            </span>
            {shortDue(found.dueAt, now, i18n.language)}
            {found.provisional ? ` (${t('view.provisional')})` : ''}
          </span>
        ) : null}
        {found.closedAt ? (
          <span title={exactTime(found.closedAt, i18n.language)}>
            <span className="soft">{t('view.closed')} </span>
            {shortDateTime(found.closedAt, now, i18n.language)}
          </span>
        ) : null}
        {found.duplicateOf ? (
          <span>
            <span className="soft">{t('view.duplicateOf')} </span>
            <Link to={`/cases/${found.duplicateOf.number}`}>{found.duplicateOf.number}</Link>
          </span>
        ) : null}
      </div>
      <PhaseLine phase={found.phase} ended={ended} />
      {found.pendingActs
        // An instruction may be answered after the case; it is no act that waits on it then.
        .filter(({ kind }) => !(ended && kind === 'INSTRUCTION'))
        .map((act) => (
          <p key={`${act.kind}-${act.requestedAt}`} className="ys-case-pending" role="status">
            {t(
              act.kind === 'WITHDRAWAL'
                ? 'view.pendingWithdrawal'
                : act.kind === 'VOID'
                  ? 'view.pendingVoid'
                  : act.kind === 'INSTRUCTION'
                    ? 'view.pendingInstruction'
                    : 'view.pendingOther',
              {
                at: shortDateTime(act.requestedAt, now, i18n.language),
                person: act.requestedBy?.name ?? t('common:word.unknown'),
                reason: act.reason,
              },
            )}
          </p>
        ))}
    </header>
  );
}
