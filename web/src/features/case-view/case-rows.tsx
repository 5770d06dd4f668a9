import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRowFragment } from '../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { CaseRemainingTime } from '../../ui/remaining-time.js';
import { LevelTag } from '../../ui/supervision/level-tag.js';
import { Tag } from '../../ui/tag.js';

/** Rows of the list: a table where there is room, one card-less block each on a telephone. */
export function CaseRows({ rows }: { rows: CaseRowFragment[] }) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  const heads = ['remaining', 'number', 'caseTitle', 'status', 'category', 'unit', 'received'] as const;
  return (
    <table className="ys-case-rows">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`list.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="ys-case-cell-light">
              {row.closedAt || !(row.dueAt || row.pausedAt) ? (
                <span className="soft">{t(withoutLimit(row))}</span>
              ) : (
                <CaseRemainingTime short now={now} of={row} />
              )}
            </td>
            <td className="number">
              <Link to={`/cases/${row.number}`}>{row.number}</Link>
            </td>
            <td className="ys-case-cell-title">
              <Link to={`/cases/${row.number}`} tabIndex={-1} title={row.title}>
                {row.title}
              </Link>
              <span className="ys-case-tags">
                <Tag>{t(`common:caseType.${row.type}`)}</Tag>
                {row.urgency > 2 ? (
                  <Tag tone={row.urgency > 3 ? 'red' : 'yellow'}>{t(`common:urgency.${row.urgency}`)}</Tag>
                ) : null}
                {row.supervisionLevel ? <LevelTag level={row.supervisionLevel} /> : null}
                {row.urgeCount > 0 ? <Tag tone="yellow">{t('list.urged', { count: row.urgeCount })}</Tag> : null}
                {row.reworkCount > 0 ? <Tag tone="yellow">{t('list.rework')}</Tag> : null}
                {row.secrecy === 'NORMAL' ? null : <Tag tone="brand">{t(`common:secrecy.${row.secrecy}`)}</Tag>}
              </span>
            </td>
            <td>{t(`common:status.${row.status}`)}</td>
            <td className={row.category ? undefined : 'ys-case-cell-none'} title={row.category?.path}>
              {row.category?.name ?? '—'}
            </td>
            <td className={row.leadUnit ? undefined : 'ys-case-cell-none'}>{row.leadUnit?.shortName ?? '—'}</td>
            <td className="soft">
              <time dateTime={row.receivedAt} title={exactTime(row.receivedAt, i18n.language)}>
                {shortDateTime(row.receivedAt, now, i18n.language)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why no limit runs: ended, the promise kept by a reply, or not with a unit yet. */
function withoutLimit({ closedAt, status }: CaseRowFragment): string {
  if (closedAt) return 'view.closed';
  return status === 'REPLIED' || status === 'FOLLOW_UP' ? 'list.answered' : 'list.notStarted';
}
