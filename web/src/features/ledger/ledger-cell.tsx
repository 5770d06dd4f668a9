import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LedgerRowFragment } from '../../gql/documents.generated.js';
import { exactDue, exactTime, shortDateTime, shortDue } from '../../lib/format-time.js';
import { CaseRemainingTime } from '../../ui/remaining-time.js';
import { LevelTag } from '../../ui/supervision/level-tag.js';
import { Tag } from '../../ui/tag.js';
import type { LedgerColumn } from './ledger-columns.js';

type LedgerCellProps = {
  column: LedgerColumn;
  row: LedgerRowFragment;
  now: number;
  /** Columns beside this one say these by themselves: the title's tags need not. */
  shown: readonly LedgerColumn[];
};

/** One cell of a row; empty ones say so with a dash. */
export function LedgerCell({ column, row, now, shown }: LedgerCellProps) {
  const { t, i18n } = useTranslation('ledger');
  const words = (value: ReactNode, title?: string) =>
    value === null || value === undefined ? (
      <td className={`ys-ledger-none ys-ledger-${column}`}>—</td>
    ) : (
      <td className={`ys-ledger-${column}`} title={title}>
        {value}
      </td>
    );
  const time = (at: string | null | undefined, isDue = false) =>
    words(
      at ? (
        <time dateTime={at} title={(isDue ? exactDue : exactTime)(at, i18n.language)}>
          {(isDue ? shortDue : shortDateTime)(at, now, i18n.language)}
        </time>
      ) : null,
    );
  switch (column) {
    case 'remaining':
      return words(
        row.closedAt || !(row.dueAt || row.pausedAt) ? (
          <span className="soft">{t(withoutLimit(row))}</span>
        ) : (
          <CaseRemainingTime short now={now} of={row} />
        ),
      );
    case 'number':
      return words(
        <Link to={`/cases/${row.number}`} data-row-link className="number">
          {row.number}
        </Link>,
      );
    case 'title':
      return (
        <td className="ys-ledger-title">
          <span>
            <Link
              to={`/cases/${row.number}`}
              title={row.title}
              {...(shown.includes('number') ? { tabIndex: -1 } : { 'data-row-link': true })}
            >
              {row.title}
            </Link>
            <TitleTags row={row} shown={shown} />
          </span>
        </td>
      );
    case 'type':
      return words(t(`common:caseType.${row.type}`));
    case 'status':
      return words(t(`common:status.${row.status}`));
    case 'phase':
      return words(t(`common:phase.${row.phase}`), t(`common:phaseLong.${row.phase}`));
    case 'category':
      return words(row.category?.name, row.category?.path);
    case 'area':
      return words(row.area?.path);
    case 'unit':
      return words(row.leadUnit?.shortName);
    case 'channel':
      return words(t(`common:channel.${row.channel}`));
    case 'urgency':
      return words(
        row.urgency > 2 ? (
          <Tag tone={row.urgency > 3 ? 'red' : 'yellow'}>{t(`common:urgency.${row.urgency}`)}</Tag>
        ) : (
          t(`common:urgency.${row.urgency}`)
        ),
      );
    case 'received':
      return time(row.receivedAt);
    case 'due':
      return time(row.closedAt ? null : row.dueAt, true);
    case 'closed':
      return time(row.closedAt);
    case 'rating':
      return words(row.rating ? t(`common:rating.${row.rating}`) : null);
    case 'urges':
      return words(row.urgeCount > 0 ? <span className="number">{row.urgeCount}</span> : null);
    case 'supervision':
      return words(row.supervisionLevel ? <LevelTag level={row.supervisionLevel} /> : null);
  }
}

/** What stands out about a case, beside its title as far as no column says it. */
function TitleTags({ row, shown }: { row: LedgerRowFragment; shown: readonly LedgerColumn[] }) {
  const { t } = useTranslation('ledger');
  const without = (column: LedgerColumn) => !shown.includes(column);
  return (
    <span className="ys-ledger-tags">
      {without('type') ? <Tag>{t(`common:caseType.${row.type}`)}</Tag> : null}
      {row.urgency > 2 && without('urgency') ? (
        <Tag tone={row.urgency > 3 ? 'red' : 'yellow'}>{t(`common:urgency.${row.urgency}`)}</Tag>
      ) : null}
      {row.supervisionLevel && without('supervision') ? <LevelTag level={row.supervisionLevel} /> : null}
      {row.urgeCount > 0 && without('urges') ? <Tag tone="yellow">{t('urged', { count: row.urgeCount })}</Tag> : null}
      {row.reworkCount > 0 ? <Tag tone="yellow">{t('rework')}</Tag> : null}
      {row.secrecy === 'NORMAL' ? null : <Tag tone="brand">{t(`common:secrecy.${row.secrecy}`)}</Tag>}
    </span>
  );
}

/** Why no limit runs: ended, the promise kept by a reply, or not with a unit yet. */
function withoutLimit({ closedAt, status }: LedgerRowFragment): string {
  if (closedAt) return 'ended';
  return status === 'REPLIED' || status === 'FOLLOW_UP' ? 'answered' : 'notStarted';
}
