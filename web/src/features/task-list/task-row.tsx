import {
  CommentOutlined,
  FormOutlined,
  GlobalOutlined,
  MobileOutlined,
  PhoneOutlined,
  ShopOutlined,
} from '@ant-design/icons';
import { Checkbox } from 'antd';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../gql/schema.generated.js';
import { exactDue, exactTime, shortDateTime, shortDue } from '../../lib/format-time.js';
import { stepName } from '../../lib/step-name.js';
import { clockOfTask, isProvisional } from '../../lib/task-acts/task-clock.js';
import { RemainingTime } from '../../ui/remaining-time.js';
import { Tag } from '../../ui/tag.js';
import { UserName } from '../../ui/user-name.js';
import type { Column } from './columns.js';
import type { ListRow } from './list-state.js';

const channelIcons: Record<Channel, ReactNode> = {
  PHONE: <PhoneOutlined />,
  WEB_FORM: <GlobalOutlined />,
  MINI_PROGRAM: <MobileOutlined />,
  VENT_WINDOW: <ShopOutlined />,
  STUCK_WINDOW: <ShopOutlined />,
  SUGGESTION_BOX: <FormOutlined />,
  UPPER_PLATFORM: <GlobalOutlined />,
  MEDIA_QA: <CommentOutlined />,
};

type TaskRowProps = {
  row: ListRow;
  index: number;
  now: number;
  style: CSSProperties;
  columns: readonly Column[];
  atCursor: boolean;
  open: boolean;
  selected: boolean;
  onOpen: (row: ListRow, index: number) => void;
  onSelect: (row: ListRow, index: number, range: boolean) => void;
};

/** One task on one line (two on phones): its light and title always, and the columns given. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { row, index, now, style, columns, atCursor, open, selected, onOpen, onSelect } = props;
  const state = [
    atCursor && 'cursor',
    open && 'open',
    selected && 'selected',
    row.gone && 'gone',
    row.touched > 0 && 'touched',
  ];
  return (
    // biome-ignore lint/a11y: an option of the list, which holds the focus and has Enter for it; a virtual row cannot be an <option>
    <div
      id={`task-row-${row.id}`}
      className={`ys-task-row ${state.filter(Boolean).join(' ')}`}
      role="option"
      aria-posinset={index + 1}
      aria-selected={selected}
      tabIndex={-1}
      style={style}
      onClick={(event) => (event.shiftKey ? onSelect(row, index, true) : onOpen(row, index))}
    >
      {/* biome-ignore lint/a11y: for the mouse; the row itself says whether it is selected, and x selects it */}
      <div
        className="cell-check"
        onClick={(event) => {
          event.stopPropagation();
          onSelect(row, index, event.shiftKey);
        }}
      >
        <span inert>
          <Checkbox checked={selected} tabIndex={-1} aria-hidden="true" />
        </span>
      </div>
      <div className="cell-light">
        <RemainingTime
          dueAt={row.dueAt}
          yellowAt={row.yellowAt}
          pausedAt={row.pausedAt}
          provisional={isProvisional(row)}
          span={row.clockSpan}
          officeClass={row.officeClass}
          now={now}
          short
          reachable={false}
          {...clockOfTask(row)}
        />
      </div>
      {columns[0] === 'number' ? <Cell column="number" row={row} now={now} /> : null}
      <div className="cell-title">
        <span className="one-line" title={row.title}>
          {row.title}
        </span>
        <Badges row={row} />
      </div>
      {(columns[0] === 'number' ? columns.slice(1) : columns).map((column) => (
        <Cell key={column} column={column} row={row} now={now} />
      ))}
    </div>
  );
});

function Cell({ column, row, now }: { column: Column; row: ListRow; now: number }) {
  const { t, i18n } = useTranslation('tasks');
  switch (column) {
    case 'number':
      return <div className="cell-number number soft">{row.caseNumber}</div>;
    case 'category':
      return (
        <div className="cell-category one-line soft" title={row.category?.path}>
          {row.category?.name ?? t('uncategorised')}
        </div>
      );
    case 'area':
      return (
        <div className="cell-area one-line soft" title={row.area?.path}>
          {streetOf(row.area?.path)}
        </div>
      );
    case 'unit':
      return (
        <div className="cell-unit one-line soft" title={row.unit?.shortName}>
          {row.unit?.shortName}
        </div>
      );
    case 'step': {
      const step = stepName(row, t);
      return (
        <div className="cell-step one-line" title={step}>
          {step}
        </div>
      );
    }
    case 'arrived':
    case 'due': {
      const isDue = column === 'due';
      const at = isDue ? row.dueAt : row.createdAt;
      return at ? (
        <time
          className={`cell-${column} one-line soft`}
          dateTime={at}
          title={(isDue ? exactDue : exactTime)(at, i18n.language)}
        >
          {(isDue ? shortDue : shortDateTime)(at, now, i18n.language)}
        </time>
      ) : (
        <div className={`cell-${column}`} />
      );
    }
    case 'holder':
      return (
        <div className="cell-holder one-line">
          {row.gone && row.state !== 'CLAIMED' ? (
            <span className="soft">{t(`common:taskState.${row.state}`)}</span>
          ) : (
            <UserName user={row.holder} />
          )}
        </div>
      );
    case 'channel':
      return (
        <div className="cell-channel soft" title={t(`common:channel.${row.case.channel}`)}>
          {channelIcons[row.case.channel]}
          <span className="visually-hidden">{t(`common:channel.${row.case.channel}`)}</span>
        </div>
      );
  }
}

function Badges({ row }: { row: ListRow }) {
  const { t } = useTranslation('tasks');
  return (
    <span className="badges">
      {row.state === 'REFUSED' ? <Tag tone="red">{t('badge.refused')}</Tag> : null}
      {row.urgency >= 4 ? <Tag tone="red">{t('common:urgency.4')}</Tag> : null}
      {row.urgency === 3 ? <Tag tone="yellow">{t('common:urgency.3')}</Tag> : null}
      {row.case.supervisionLevel ? (
        <Tag
          tone={row.case.supervisionLevel >= 3 ? 'red' : 'yellow'}
          title={t(`common:supervisionLevel.${row.case.supervisionLevel}`)}
        >
          L{row.case.supervisionLevel}
        </Tag>
      ) : null}
      {row.case.urgeCount > 0 ? <Tag tone="yellow">{t('badge.urged', { times: row.case.urgeCount })}</Tag> : null}
      {row.case.reworkCount > 0 ? <Tag tone="red">{t('badge.rework')}</Tag> : null}
      {row.case.secrecy === 'NORMAL' ? null : <Tag>{t('badge.secret')}</Tag>}
    </span>
  );
}

/** A column of a list has room for the street; the grid cell behind it is told where one looks longer. */
const streetOf = (path: string | undefined) => path?.split(' ')[0];
