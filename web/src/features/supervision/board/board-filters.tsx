import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Light } from '../../../gql/schema.generated.js';
import { useTypedText } from '../../../lib/use-typed-text.js';
import { LightBadge } from '../../../ui/light-badge.js';
import { DueDays } from '../../../ui/lists/day-range.js';
import { UnitPicker } from '../../../ui/pickers/unit-picker.js';
import { type BoardChoice, everyCase, isNarrowed } from './board-choice.js';

const LIGHTS: readonly Light[] = ['RED', 'YELLOW', 'GREEN'];

type Props = { choice: BoardChoice; onChange: (choice: BoardChoice) => void };

export function BoardFilters({ choice, onChange }: Props) {
  const { t } = useTranslation('supervision');
  const [typed, setTyped] = useTypedText(choice.text, (text) => onChange({ ...choice, text }));

  return (
    <search className="ys-board-filters">
      <Input.Search
        className="ys-board-search"
        allowClear
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => onChange({ ...choice, text: text.trim() })}
      />
      <div className="ys-board-unit">
        <UnitPicker
          by="id"
          leading
          label={t('filter.unit')}
          placeholder={t('filter.unit')}
          value={choice.unitId}
          onChange={(unitId) => onChange({ ...choice, unitId })}
        />
      </div>
      <Select
        mode="multiple"
        maxTagCount="responsive"
        allowClear
        aria-label={t('filter.light')}
        placeholder={t('filter.light')}
        value={choice.light}
        onChange={(light) => onChange({ ...choice, light })}
        options={LIGHTS.map((light) => ({ value: light, label: <LightBadge light={light} /> }))}
        showSearch={false}
      />
      <div className="ys-board-due-days">
        <span className="soft">{t('filter.due')}</span>
        <DueDays
          name={t('filter.due')}
          dueFrom={choice.dueFrom}
          dueTo={choice.dueTo}
          onChange={(dueFrom, dueTo) => onChange({ ...choice, dueFrom, dueTo })}
        />
      </div>
      <Checkbox checked={choice.paused} onChange={(event) => onChange({ ...choice, paused: event.target.checked })}>
        <LightBadge light="PAUSED" />
      </Checkbox>
      <Checkbox
        checked={choice.unanswered}
        onChange={(event) => onChange({ ...choice, unanswered: event.target.checked })}
      >
        {t('filter.unanswered')}
      </Checkbox>
      {isNarrowed(choice) ? (
        <Button type="text" onClick={() => onChange(everyCase)}>
          {t('filter.reset')}
        </Button>
      ) : null}
    </search>
  );
}
