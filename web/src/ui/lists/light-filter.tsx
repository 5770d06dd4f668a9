import { Checkbox } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { caseListChoices } from '../../../../common/src/case-list/case-list-address.js';
import type { Light } from '../../gql/schema.generated.js';
import { LightBadge } from '../light-badge.js';
import './lists.css';

type LightFilterProps = {
  light: Light[];
  /** Only what stands still. */
  paused: boolean;
  onChange: (change: { light: Light[] } | { paused: boolean }) => void;
};

/** Label and choice of lights, two cells of a filter form. */
export function LightFilter({ light, paused, onChange }: LightFilterProps) {
  const { t } = useTranslation();
  const id = useId();
  const { lights } = caseListChoices;
  return (
    <>
      <span id={id}>{t('lists.light')}</span>
      <div className="ys-filter-lights">
        <Checkbox.Group
          aria-labelledby={id}
          value={light}
          options={lights.map((one) => ({ value: one, label: <LightBadge light={one} /> }))}
          onChange={(chosen) => onChange({ light: lights.filter((one) => chosen.includes(one)) })}
        />
        <Checkbox checked={paused} onChange={(event) => onChange({ paused: event.target.checked })}>
          <LightBadge light="PAUSED" />
        </Checkbox>
      </div>
    </>
  );
}
