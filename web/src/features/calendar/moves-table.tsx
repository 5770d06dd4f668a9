import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { CalendarMovesDocument, type CalendarMovesQuery } from '../../gql/documents.generated.js';
import { shortDue } from '../../lib/format-time.js';
import { plainClient } from '../../lib/graphql-client.js';
import { serverNow } from '../../lib/server-time.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';

type Move = CalendarMovesQuery['calendarMoves']['nodes'][number];
const PAGE = 50;

/** Every deadline that would move or become certain, the earliest first; nothing of the case but its number. */
export function MovesTable({ changeId }: { changeId: string }) {
  const { t, i18n } = useTranslation('calendar');
  const [rows, setRows] = useState<Move[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<CombinedError>();

  const read = useCallback(
    async (after: string | null) => {
      const answer = await plainClient.query(CalendarMovesDocument, { changeId, first: PAGE, after }).toPromise();
      setError(answer.error);
      if (!answer.data) return;
      const { nodes, pageInfo } = answer.data.calendarMoves;
      setRows((known) => (after ? [...(known ?? []), ...nodes] : nodes));
      setNext(pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null);
    },
    [changeId],
  );
  useEffect(() => void read(null), [read]);

  if (!rows) return error ? <BrokenState error={error} onRetry={() => read(null)} /> : <SkeletonText lines={4} />;
  if (rows.length === 0) return <p className="soft">{t('change.nothingMoves')}</p>;
  const at = (instant: string) => shortDue(instant, serverNow(), i18n.language);
  return (
    <div className="ys-moves">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('moves.case')}</th>
            <th scope="col">{t('moves.clock')}</th>
            <th scope="col">{t('moves.old')}</th>
            <th scope="col">{t('moves.new')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((move) => (
            <tr key={`${move.caseNumber}${move.clock}${move.oldDueAt}`}>
              <td className="number">{move.caseNumber}</td>
              <td>{t(`common:clock.${move.clock}`, { defaultValue: move.clock })}</td>
              <td className="number">{at(move.oldDueAt)}</td>
              <td className="number">
                {move.oldDueAt === move.newDueAt ? t('moves.certain') : at(move.newDueAt)}
                {move.provisional ? <span className="soft"> {t('moves.provisional')}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next ? (
        <Button onClick={() => read(next)}>{t('common:action.showMore')}</Button>
      ) : (
        <p className="soft">{t('moves.all', { count: rows.length })}</p>
      )}
      {error ? (
        <p role="alert" className="ys-field-error">
          {t('moves.failed')}
        </p>
      ) : null}
    </div>
  );
}
