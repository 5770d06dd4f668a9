import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CaseListChoice,
  caseListChoices,
  everything,
  NO_UNIT,
} from '../../../../common/src/case-list/case-list-address.js';
import { useCategories } from '../../lib/reference-data.js';
import { usePermission } from '../../lib/session.js';
import { DayRange, DueDays } from '../../ui/lists/day-range.js';
import { DueFilter } from '../../ui/lists/due-filter.js';
import { LightFilter } from '../../ui/lists/light-filter.js';
import { AreaPicker } from '../../ui/pickers/area-picker.js';
import { UnitPicker } from '../../ui/pickers/unit-picker.js';

type LedgerFiltersProps = { choice: CaseListChoice; onGo: (choice: CaseListChoice) => void };

/** Every filter at once; each choice takes effect immediately. */
export function LedgerFilters({ choice, onGo }: LedgerFiltersProps) {
  const { t } = useTranslation('ledger');
  const id = useId();
  const { categories } = useCategories();
  const findsByPhone = usePermission('findByPhone');
  const set = (change: Partial<CaseListChoice>) => onGo({ ...choice, ...change });

  function several(
    name: 'status' | 'type' | 'channel' | 'phase',
    values: readonly string[],
    words: 'status' | 'caseType' | 'channel' | 'phaseLong',
  ) {
    return (
      <>
        <label htmlFor={`${id}-${name}`}>{t(`filter.${name}`)}</label>
        <Select
          id={`${id}-${name}`}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          value={choice[name] as string[]}
          options={values.map((value) => ({ value, label: t(`common:${words}.${value}`) }))}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('common:word.all')}
          onChange={(next) => set({ [name]: next } as Partial<CaseListChoice>)}
        />
      </>
    );
  }

  return (
    <div className="ys-filter-form">
      <LightFilter light={choice.light} paused={choice.paused} onChange={set} />
      <DueFilter due={choice.due} onChange={(due) => set({ due, dueFrom: null, dueTo: null })} />
      <span>{t('filter.dueDays')}</span>
      <DueDays
        name={t('filter.dueDays')}
        dueFrom={choice.dueFrom}
        dueTo={choice.dueTo}
        onChange={(dueFrom, dueTo) => set({ due: null, dueFrom, dueTo })}
      />
      <span>{t('filter.received')}</span>
      <DayRange
        name={t('filter.received')}
        since={choice.receivedSince}
        until={choice.receivedUntil}
        onChange={(receivedSince, receivedUntil) => set({ receivedSince, receivedUntil })}
      />
      {several('status', caseListChoices.statuses, 'status')}
      {several('phase', caseListChoices.phases, 'phaseLong')}
      {several('type', caseListChoices.types, 'caseType')}
      {several('channel', caseListChoices.channels, 'channel')}
      <span id={`${id}-urgency`}>{t('filter.urgency')}</span>
      <Checkbox.Group
        aria-labelledby={`${id}-urgency`}
        value={choice.urgency}
        options={caseListChoices.urgencies.map((level) => ({ value: level, label: t(`common:urgency.${level}`) }))}
        onChange={(urgency) => set({ urgency: caseListChoices.urgencies.filter((one) => urgency.includes(one)) })}
      />
      <label htmlFor={`${id}-category`}>{t('filter.category')}</label>
      <Select
        id={`${id}-category`}
        allowClear
        value={choice.categoryCode ?? undefined}
        options={categories.map(({ code, path, initials, pinyin }) => ({
          value: code,
          label: path,
          words: `${path} ${initials} ${pinyin.replaceAll(' ', '')}`.toLowerCase(),
        }))}
        showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim().toLowerCase()) ?? false }}
        placeholder={t('common:word.all')}
        onChange={(code?: string) => set({ categoryCode: code ?? null })}
      />
      <label htmlFor={`${id}-area`}>{t('filter.area')}</label>
      <AreaPicker
        id={`${id}-area`}
        value={choice.areaCode}
        placeholder={t('common:word.all')}
        onChange={(areaCode) => set({ areaCode })}
      />
      <label htmlFor={`${id}-unit`}>{t('filter.unit')}</label>
      <UnitPicker
        id={`${id}-unit`}
        by="id"
        leading
        none={{ value: NO_UNIT, label: t('noUnit') }}
        value={choice.unitId}
        placeholder={t('common:word.all')}
        onChange={(unitId) => set({ unitId })}
      />
      {findsByPhone ? (
        <>
          <label htmlFor={`${id}-phone`}>{t('filter.phone')}</label>
          <PhoneDigits
            key={choice.phoneLast4}
            id={`${id}-phone`}
            digits={choice.phoneLast4}
            onChange={(phoneLast4) => set({ phoneLast4 })}
          />
        </>
      ) : null}
      <div className="ys-filter-form-end">
        <Button
          size="small"
          onClick={() => onGo({ ...everything, state: choice.state, sort: choice.sort, text: choice.text })}
        >
          {t('filter.clear')}
        </Button>
      </div>
    </div>
  );
}

/** Searches once the fourth digit is there: each search is recorded. */
function PhoneDigits({
  id,
  digits,
  onChange,
}: {
  id: string;
  digits: string | null;
  onChange: (digits: string | null) => void;
}) {
  const { t } = useTranslation('ledger');
  const [typed, setTyped] = useState(digits ?? '');
  return (
    <div>
      <Input
        id={id}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        allowClear
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const next = event.target.value.replaceAll(/\D/g, '');
          setTyped(next);
          if (next.length === 4) onChange(next);
          else if (digits !== null) onChange(null);
        }}
      />
      <div id={`${id}-help`} className="soft small">
        {t('filter.phoneHelp')}
      </div>
    </div>
  );
}
