import { Button, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type CaseListChoice,
  everything,
  isNarrowed,
  NO_UNIT,
} from '../../../../common/src/case-list/case-list-address.js';
import type { CaseStatus, CaseType, Light } from '../../gql/schema.generated.js';
import { useTypedText } from '../../lib/use-typed-text.js';
import { LightBadge, type LightColour } from '../../ui/light-badge.js';
import { UnitPicker } from '../../ui/pickers/unit-picker.js';
import { DueFilter } from './due-filter.js';

const STATUSES: readonly CaseStatus[] = [
  'RECEIVED',
  'QUALITY_CHECK',
  'DISPATCHING',
  'DISPATCHED',
  'IN_PROGRESS',
  'REPLIED',
  'FOLLOW_UP',
  'REWORK',
  'CLOSED',
  'ANSWERED',
  'EMERGENCY_TRANSFERRED',
  'REDIRECTED',
  'MERGED',
  'WITHDRAWN',
  'VOID',
];
const TYPES: readonly CaseType[] = ['CONSULT', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE'];
const LIGHTS: readonly LightColour[] = ['RED', 'YELLOW', 'GREEN', 'PAUSED'];

type Props = { choice: CaseListChoice; onChange: (choice: CaseListChoice) => void };

export function CaseFilters({ choice, onChange }: Props) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useTypedText(choice.text, (text) => onChange({ ...choice, text }));

  return (
    <search className="ys-case-filters">
      <Segmented
        value={choice.state}
        onChange={(state) => onChange({ ...choice, state })}
        options={(['open', 'ended', 'all'] as const).map((state) => ({ value: state, label: t(`list.${state}`) }))}
      />
      <Input.Search
        className="ys-case-search"
        allowClear
        aria-label={t('list.searchLabel')}
        placeholder={t('list.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => onChange({ ...choice, text: text.trim() })}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        allowClear
        aria-label={t('list.status')}
        placeholder={t('list.status')}
        value={choice.status}
        onChange={(status) => onChange({ ...choice, status })}
        options={STATUSES.map((status) => ({ value: status, label: t(`common:status.${status}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        allowClear
        aria-label={t('list.type')}
        placeholder={t('list.type')}
        value={choice.type}
        onChange={(type) => onChange({ ...choice, type })}
        options={TYPES.map((type) => ({ value: type, label: t(`common:caseType.${type}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        allowClear
        aria-label={t('list.light')}
        placeholder={t('list.light')}
        value={[...choice.light, ...(choice.paused ? (['PAUSED'] as const) : [])]}
        onChange={(lights: LightColour[]) =>
          onChange({ ...choice, light: lights.filter(isLight), paused: lights.includes('PAUSED') })
        }
        options={LIGHTS.map((light) => ({ value: light, label: <LightBadge light={light} /> }))}
        showSearch={false}
      />
      <DueFilter choice={choice} onChange={onChange} />
      <div className="ys-case-filter-unit">
        <UnitPicker
          by="id"
          leading
          none={{ value: NO_UNIT, label: t('list.noUnit') }}
          placeholder={t('list.unit')}
          value={choice.unitId}
          onChange={(unitId) => onChange({ ...choice, unitId })}
        />
      </div>
      <Select
        aria-label={t('list.sort')}
        value={choice.sort}
        onChange={(sort) => onChange({ ...choice, sort })}
        options={[
          { value: 'RECEIVED_DESC', label: t('list.sortReceived') },
          { value: 'DUE_ASC', label: t('list.sortDue') },
          { value: 'LIGHT_DESC', label: t('list.sortLight') },
        ]}
      />
      {isNarrowed(choice) ? (
        <Button type="text" onClick={() => onChange({ ...everything, state: choice.state, sort: choice.sort })}>
          {t('list.reset')}
        </Button>
      ) : null}
    </search>
  );
}

const isLight = (light: LightColour): light is Light => light !== 'PAUSED';
