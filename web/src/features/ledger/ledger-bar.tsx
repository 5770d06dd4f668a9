import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef, Segmented, Select } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CaseListChoice,
  type CaseListSort,
  caseListChoices,
  countFilters,
} from '../../../../common/src/case-list/case-list-address.js';
import { choose, usePreferences } from '../../lib/preferences.js';
import { useTypedText } from '../../lib/use-typed-text.js';
import { ColumnChoice } from '../../ui/lists/column-choice.js';
import { readColumns } from '../../ui/lists/column-order.js';
import { FilterChips } from '../../ui/lists/filter-chips.js';
import { FilterPanel } from '../../ui/lists/filter-panel.js';
import { ListTools } from '../../ui/lists/list-tools.js';
import { fixedColumn, ledgerColumns, usualColumns } from './ledger-columns.js';
import { LedgerFilters } from './ledger-filters.js';
import { useLedgerChips } from './use-ledger-chips.js';

type LedgerBarProps = {
  choice: CaseListChoice;
  onGo: (choice: CaseListChoice) => void;
  onReload: () => void;
  search: Ref<InputRef>;
  /** Where the views stand when there is no pane beside the list. */
  views: React.ReactNode;
  /** Rows of a table, whose columns can be chosen. */
  withColumns: boolean;
};

/** Orders that say something about the cases of a state. */
const sortsOf: Record<CaseListChoice['state'], readonly CaseListSort[]> = {
  open: ['RECEIVED_DESC', 'RECEIVED_ASC', 'DUE_ASC', 'LIGHT_DESC'],
  ended: ['RECEIVED_DESC', 'RECEIVED_ASC', 'CLOSED_DESC'],
  all: caseListChoices.sorts,
};

export function LedgerBar({ choice, onGo, onReload, search, views, withColumns }: LedgerBarProps) {
  const { t } = useTranslation('ledger');
  const { ledgerColumns: chosen } = usePreferences();
  const [typed, setTyped] = useTypedText(choice.text, (text) => onGo({ ...choice, text }));
  const chips = useLedgerChips(choice, onGo);

  function turnTo(state: CaseListChoice['state']) {
    const sort = sortsOf[state].includes(choice.sort) ? choice.sort : 'RECEIVED_DESC';
    onGo({ ...choice, state, sort });
  }

  return (
    <search className="ys-filter">
      <div className="ys-filter-line">
        <Segmented
          value={choice.state}
          onChange={turnTo}
          options={caseListChoices.states.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <Input
          ref={search}
          className="ys-filter-text"
          prefix={<SearchOutlined aria-hidden="true" />}
          value={typed}
          allowClear
          maxLength={100}
          placeholder={t('search')}
          aria-label={t('searchLabel')}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={() => onGo({ ...choice, text: typed.trim() })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <FilterPanel count={countFilters(choice)}>
          <LedgerFilters choice={choice} onGo={onGo} />
        </FilterPanel>
        {views}
        <Select
          value={choice.sort}
          onChange={(sort) => onGo({ ...choice, sort })}
          options={sortsOf[choice.state].map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
          popupMatchSelectWidth={false}
          aria-label={t('sort.label')}
          className="ys-filter-sort"
        />
        <ListTools
          columns={
            withColumns ? (
              <ColumnChoice
                all={ledgerColumns}
                chosen={readColumns(ledgerColumns, chosen)}
                usual={usualColumns}
                fixed={fixedColumn}
                nameOf={(column) => t(`column.${column}`)}
                onChoose={(next) => choose({ ledgerColumns: next })}
              />
            ) : null
          }
          onReload={onReload}
        />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}
