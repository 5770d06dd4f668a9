import { Button, Checkbox, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCategories } from '../../lib/reference-data.js';
import { DueFilter } from '../../ui/lists/due-filter.js';
import { LightFilter } from '../../ui/lists/light-filter.js';
import { UnitPicker } from '../../ui/pickers/unit-picker.js';
import { choices, defaultAddress, type ListAddress } from './list-address.js';
import { taskKinds } from './task-kinds.js';

type FilterFormProps = { address: ListAddress; onGo: (address: ListAddress) => void };

/** Every filter at once; each choice takes effect immediately. */
export function FilterForm({ address, onGo }: FilterFormProps) {
  const { t } = useTranslation('tasks');
  const id = useId();
  const { categories } = useCategories();
  const set = (change: Partial<ListAddress>) => onGo({ ...address, ...change });
  return (
    <div className="ys-filter-form">
      <LightFilter light={address.light} paused={address.paused} onChange={set} />
      <DueFilter due={address.due} onChange={(due) => set({ due })} />
      <span id={`${id}-urgency`}>{t('filter.urgency')}</span>
      <Checkbox.Group
        aria-labelledby={`${id}-urgency`}
        value={address.urgency}
        options={choices.urgencies.map((level) => ({ value: level, label: t(`common:urgency.${level}`) }))}
        onChange={(urgency) => set({ urgency: choices.urgencies.filter((one) => urgency.includes(one)) })}
      />
      <label htmlFor={`${id}-kind`}>{t('filter.kind')}</label>
      <Select
        id={`${id}-kind`}
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        value={address.kind}
        options={taskKinds.map((kind) => ({ value: kind, label: t(`common:taskKind.${kind}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('common:word.all')}
        onChange={(kind) => set({ kind })}
      />
      <label htmlFor={`${id}-phase`}>{t('filter.phase')}</label>
      <Select
        id={`${id}-phase`}
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        value={address.phase}
        options={choices.phases.map((phase) => ({ value: phase, label: t(`common:phaseLong.${phase}`) }))}
        placeholder={t('common:word.all')}
        onChange={(phase) => set({ phase })}
      />
      <label htmlFor={`${id}-category`}>{t('filter.category')}</label>
      <Select
        id={`${id}-category`}
        allowClear
        value={address.category ?? undefined}
        options={categories.map((category) => ({
          value: category.code,
          label: category.path,
          initials: category.initials,
        }))}
        showSearch={{
          filterOption: (typed, option) =>
            Boolean(option && (option.label.includes(typed) || option.initials.includes(typed.trim().toLowerCase()))),
        }}
        placeholder={t('common:word.all')}
        onChange={(category?: string) => set({ category: category ?? null })}
      />
      <label htmlFor={`${id}-unit`}>{t('filter.unit')}</label>
      <UnitPicker
        id={`${id}-unit`}
        by="id"
        value={address.unit}
        placeholder={t('common:word.all')}
        onChange={(unit) => set({ unit })}
      />
      <div className="ys-filter-form-end">
        <Button
          size="small"
          onClick={() => onGo({ ...defaultAddress, scope: address.scope, sort: address.sort, text: address.text })}
        >
          {t('filter.clear')}
        </Button>
      </div>
    </div>
  );
}
