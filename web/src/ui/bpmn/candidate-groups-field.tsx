import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../lib/reference-data.js';
import { LabelledField } from '../labelled-field.js';
import { TextEntry } from '../text-entry.js';
import { groupEntries, groupsFeel } from './candidate-groups.js';

type Props = {
  value: string;
  teams: readonly string[];
  disabled: boolean;
  onChange: (feel: string) => void;
};

/** Roles that steps are given to as a whole, and those that only a unit's people have. */
const ROLES = ['CA', 'QC', 'DI', 'SU', 'FU', 'LD'];
const ROLES_OF_UNITS = ['HA', 'UL', 'CO'];

/** Who may take the task: roles, people of the lead unit, teams and units of this city; other FEEL as it is written. */
export function CandidateGroups({ value, teams, disabled, onChange }: Props) {
  const { t } = useTranslation(['studio', 'common']);
  const { units } = useUnits();
  const entries = groupEntries(value);
  const options = useMemo(() => {
    const role = (code: string) => t(`common:role.${code}`);
    return [
      {
        label: t('groups.roles'),
        options: ROLES.map((code) => ({ value: `"role:${code}"`, label: role(code) })),
      },
      {
        label: t('groups.lead'),
        options: ROLES_OF_UNITS.map((code) => ({
          value: `"unit:" + leadUnit + ":${code}"`,
          label: t('groups.ofLead', { role: role(code) }),
        })),
      },
      {
        label: t('groups.teams'),
        options: teams.map((code) => ({ value: `"team:${code}"`, label: t('groups.team', { code }) })),
      },
      {
        label: t('groups.units'),
        options: units.flatMap((unit) =>
          ROLES_OF_UNITS.slice(0, 2).map((code) => ({
            value: `"unit:${unit.code}:${code}"`,
            label: t('groups.ofUnit', { unit: unit.shortName || unit.name, role: role(code) }),
          })),
        ),
      },
    ].filter((group) => group.options.length > 0);
  }, [t, teams, units]);

  return (
    <LabelledField
      label={t('step.groups')}
      help={entries === null ? t('step.groupsFeel') : undefined}
      error={value ? undefined : t('step.groupsNone')}
    >
      {({ id }) =>
        entries === null ? (
          <TextEntry id={id} value={value} lines disabled={disabled} onCommit={onChange} />
        ) : (
          <Select
            id={id}
            mode="multiple"
            value={entries}
            options={options}
            placeholder={t('step.groupsChoose')}
            showSearch={{ optionFilterProp: 'label' }}
            disabled={disabled}
            onChange={(chosen: string[]) => onChange(groupsFeel(chosen))}
          />
        )
      }
    </LabelledField>
  );
}
