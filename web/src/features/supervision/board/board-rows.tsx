import { Checkbox } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../../lib/server-time.js';
import { CaseRemainingTime } from '../../../ui/remaining-time.js';
import { AnswerDue } from '../../../ui/supervision/answer-due.js';
import { LevelTag } from '../../../ui/supervision/level-tag.js';
import { standingOf } from '../../../ui/supervision/order-steps.js';
import { Tag } from '../../../ui/tag.js';
import { SupervisionActs } from '../supervision-acts.js';
import type { BoardRow } from './use-board.js';

type Props = {
  rows: BoardRow[];
  selected: ReadonlySet<string>;
  /** Null: the reader may not remind anybody, so nothing is to be chosen. */
  onSelect: ((caseId: string, chosen: boolean) => void) | null;
  onSelectAll: (chosen: boolean) => void;
  onDone: () => void;
};

const HEADS = ['remaining', 'number', 'title', 'orders', 'answerDue', 'unit', 'acts'] as const;

/** Every open case with the orders that stand on it; j and k go from row to row, x chooses, Enter opens. */
export function BoardRows({ rows, selected, onSelect, onSelectAll, onDone }: Props) {
  const { t } = useTranslation('supervision');
  const now = useNow();
  const chosen = rows.filter((row) => selected.has(row.case.id)).length;

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, row: BoardRow) {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey);
    // A dialog that was opened from the row hands its keys up to it.
    if (event.key !== 'x' || !plain || !onSelect || !event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    onSelect(row.case.id, !selected.has(row.case.id));
  }

  return (
    <table className="ys-board">
      <thead>
        <tr>
          {onSelect ? (
            <th scope="col">
              <Checkbox
                aria-label={t('list.selectAll')}
                checked={chosen === rows.length}
                indeterminate={chosen > 0 && chosen < rows.length}
                onChange={(event) => onSelectAll(event.target.checked)}
              />
            </th>
          ) : null}
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head === 'acts' ? <span className="visually-hidden">{t('list.acts')}</span> : t(`list.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { case: of, orders, unanswered } = row;
          const waiting = orders.filter((order) => order.answerRunning && order.answerDueAt);
          return (
            <tr
              key={of.id}
              data-testid={`board-${of.number}`}
              data-selected={selected.has(of.id) || undefined}
              data-unanswered={unanswered || undefined}
              onKeyDown={(event) => onKeyDown(event, row)}
            >
              {onSelect ? (
                <td className="ys-board-check">
                  <Checkbox
                    aria-label={t('list.select', { number: of.number })}
                    checked={selected.has(of.id)}
                    onChange={(event) => onSelect(of.id, event.target.checked)}
                  />
                </td>
              ) : null}
              <td className="ys-board-light">
                {of.dueAt || of.pausedAt ? (
                  <CaseRemainingTime short now={now} of={of} />
                ) : (
                  <span className="soft">{t(`common:status.${of.status}`)}</span>
                )}
              </td>
              <td className="number">
                <Link to={`/cases/${of.number}?tab=supervision`} data-row-link>
                  {of.number}
                </Link>
              </td>
              <td className="ys-board-title">
                <div>
                  <Link to={`/cases/${of.number}?tab=supervision`} tabIndex={-1} title={of.title}>
                    {of.title}
                  </Link>
                  <span className="ys-board-tags">
                    {of.urgeCount > 0 ? <Tag tone="yellow">{t('list.urged', { times: of.urgeCount })}</Tag> : null}
                    {of.urgency > 2 ? (
                      <Tag tone={of.urgency > 3 ? 'red' : 'yellow'}>{t(`common:urgency.${of.urgency}`)}</Tag>
                    ) : null}
                    {of.reworkCount > 0 ? <Tag tone="yellow">{t('list.rework')}</Tag> : null}
                    {of.secrecy === 'NORMAL' ? null : <Tag tone="brand">{t(`common:secrecy.${of.secrecy}`)}</Tag>}
                  </span>
                </div>
              </td>
              <td className="ys-board-orders">
                {orders.length === 0 ? <span className="soft">{t('list.noOrder')}</span> : null}
                {orders.map((order) => (
                  <span key={order.id} title={order.number}>
                    <LevelTag
                      level={order.level}
                      title={`${t(`common:supervisionLevel.${order.level}`)} ${order.number}`}
                    />{' '}
                    {order.step ? `${t(`common:clock.${order.step}`)} · ` : null}
                    {t(`common:supervisionState.${standingOf(order)}`)}
                  </span>
                ))}
              </td>
              <td className="ys-board-due" data-label={waiting.length > 0 ? t('list.answerDue') : undefined}>
                {waiting.map((order) => (
                  <div key={order.id}>
                    <AnswerDue caseId={of.id} order={order} clocks={of.clocks} now={now} short />
                  </div>
                ))}
              </td>
              <td>{of.leadUnit?.shortName ?? <span className="soft">{t('units.noUnit')}</span>}</td>
              <td className="ys-board-acts">
                <SupervisionActs caseId={of.id} number={of.number} actions={row.actions} onDone={onDone} compact />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
