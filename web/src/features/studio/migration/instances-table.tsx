import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CombinedError } from 'urql';
import type { PlacedInstanceFragment } from '../../../gql/documents.generated.js';
import { usePermission } from '../../../lib/session.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState } from '../../../ui/states.js';
import { Places, Reasons, WayTag } from './placement-words.js';

type Props = {
  rows: readonly PlacedInstanceFragment[] | null;
  error: CombinedError | null;
  busy: boolean;
  hasMore: boolean;
  /** What becomes of each is shown beside the way. */
  outcomes: boolean;
  onMore: () => void;
  onRetry: () => void;
};

/** Case by case: where it stands, where it will, which way and why, and what became of it. */
export function InstancesTable({ rows, error, busy, hasMore, outcomes, onMore, onRetry }: Props) {
  const { t } = useTranslation('migrations');
  const readsCases = usePermission('readCases');
  if (error) return <BrokenState error={error} onRetry={onRetry} />;
  if (!rows) return <SkeletonText lines={6} />;
  if (rows.length === 0) return <p className="soft">{t('instances.none')}</p>;
  return (
    <>
      <table className="ys-models-table">
        <thead>
          <tr>
            <th scope="col">{t('instances.case')}</th>
            <th scope="col">{t('instances.places')}</th>
            <th scope="col">{t('instances.way')}</th>
            {outcomes ? <th scope="col">{t('instances.outcome')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="number">
                {row.caseNumber && readsCases ? (
                  <Link to={`/cases/${row.caseNumber}`}>{row.caseNumber}</Link>
                ) : (
                  (row.caseNumber ?? row.id)
                )}
                <span className="soft small">{t('instances.version', { version: row.sourceVersion })}</span>
              </th>
              <td data-label={t('instances.places')}>
                <Places places={row.places} />
              </td>
              <td data-label={t('instances.way')}>
                <WayTag way={row.way} />
                <Reasons reasons={row.reasons} />
              </td>
              {outcomes ? (
                <td data-label={t('instances.outcome')}>
                  {t(`instanceState.${row.state}`)}
                  {row.batch ? (
                    <span className="soft small"> · {t('instances.batch', { batch: row.batch })}</span>
                  ) : null}
                  {row.failure ? <p className="ys-failure small">{t(`failure.${row.failure}`)}</p> : null}
                  {row.failureText ? <p className="soft small ys-engine-words">{row.failureText}</p> : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore ? (
        <div>
          <Button loading={busy} onClick={onMore}>
            {t('instances.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
