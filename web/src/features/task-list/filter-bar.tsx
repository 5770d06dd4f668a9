import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef, Select } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { choose, usePreferences } from '../../lib/preferences.js';
import { useTypedText } from '../../lib/use-typed-text.js';
import { ColumnChoice } from '../../ui/lists/column-choice.js';
import { readColumns } from '../../ui/lists/column-order.js';
import { FilterChips } from '../../ui/lists/filter-chips.js';
import { FilterPanel } from '../../ui/lists/filter-panel.js';
import { ListTools } from '../../ui/lists/list-tools.js';
import { columns, usualColumns } from './columns.js';
import { FilterForm } from './filter-form.js';
import { choices, countFilters, type ListAddress } from './list-address.js';
import { useTaskChips } from './use-task-chips.js';

type FilterBarProps = {
  address: ListAddress;
  onGo: (address: ListAddress, replace?: boolean) => void;
  onReload: () => void;
  search: Ref<InputRef>;
  /** No views pane beside: the scope is chosen here. */
  withScope: boolean;
  /** Rows of one line, whose columns can be chosen. */
  withColumns: boolean;
};

export function FilterBar({ address, onGo, onReload, search, withScope, withColumns }: FilterBarProps) {
  const { t } = useTranslation('tasks');
  const { columns: chosen } = usePreferences();
  const chips = useTaskChips(address, onGo);
  const [text, setText] = useTypedText(address.text, (typed) => onGo({ ...address, text: typed }, true));

  return (
    <div className="ys-filter">
      <div className="ys-filter-line">
        {withScope ? (
          <Select
            value={address.scope}
            onChange={(scope) => onGo({ ...address, scope })}
            options={choices.scopes.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
            popupMatchSelectWidth={false}
            aria-label={t('filter.scope')}
            className="ys-filter-scope"
          />
        ) : null}
        <Input
          ref={search}
          className="ys-filter-text"
          prefix={<SearchOutlined aria-hidden="true" />}
          value={text}
          allowClear
          maxLength={100}
          placeholder={t('filter.text')}
          aria-label={t('filter.text')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <FilterPanel count={countFilters(address)}>
          <FilterForm address={address} onGo={onGo} />
        </FilterPanel>
        <Select
          value={address.sort}
          onChange={(sort) => onGo({ ...address, sort })}
          options={choices.sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
          popupMatchSelectWidth={false}
          aria-label={t('sort.label')}
          className="ys-filter-sort"
        />
        <ListTools
          columns={
            withColumns ? (
              <ColumnChoice
                all={columns}
                chosen={readColumns(columns, chosen)}
                usual={usualColumns}
                nameOf={(column) => t(`column.${column}`)}
                onChoose={(next) => choose({ columns: next })}
              />
            ) : null
          }
          onReload={onReload}
        />
      </div>
      <FilterChips chips={chips} />
    </div>
  );
}
