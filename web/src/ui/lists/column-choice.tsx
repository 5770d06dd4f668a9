import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelPopover } from '../panel-popover.js';
import { allInOrder, moveColumn, withColumn } from './column-order.js';
import './lists.css';

type ColumnChoiceProps<C extends string> = {
  /** In the order of the screen. */
  all: readonly C[];
  /** Null: the usual ones. */
  chosen: readonly C[] | null;
  usual: readonly C[];
  /** Always there; it moves like the others. */
  fixed?: C;
  nameOf: (column: C) => string;
  onChoose: (columns: C[] | null) => void;
};

/** Which columns the rows have, and in which order; at once in the list. */
export function ColumnChoice<C extends string>({ all, chosen, usual, fixed, nameOf, onChoose }: ColumnChoiceProps<C>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shown = chosen ?? usual;
  return (
    <PanelPopover
      label={t('lists.columns')}
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      content={
        <div className="ys-columns">
          <ul>
            {allInOrder(all, shown).map((column) => {
              const on = shown.includes(column);
              const name = nameOf(column);
              const move = (by: -1 | 1, label: string, icon: React.ReactNode) => (
                <Button
                  type="text"
                  size="small"
                  icon={icon}
                  disabled={!on || shown.indexOf(column) === (by < 0 ? 0 : shown.length - 1)}
                  aria-label={label}
                  title={label}
                  onClick={() => onChoose(moveColumn(shown, column, by))}
                />
              );
              return (
                <li key={column}>
                  <Checkbox
                    checked={on}
                    disabled={column === fixed}
                    onChange={(event) =>
                      onChoose(
                        event.target.checked ? withColumn(all, shown, column) : shown.filter((one) => one !== column),
                      )
                    }
                  >
                    {name}
                  </Checkbox>
                  {move(-1, t('lists.columnUp', { name }), <ArrowUpOutlined />)}
                  {move(1, t('lists.columnDown', { name }), <ArrowDownOutlined />)}
                </li>
              );
            })}
          </ul>
          <Button size="small" disabled={chosen === null} onClick={() => onChoose(null)}>
            {t('lists.columnsReset')}
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<TableOutlined />} aria-label={t('lists.columns')} title={t('lists.columns')} />
    </PanelPopover>
  );
}
