import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../lib/reference-data.js';

type UnitPickerProps = {
  /** Code or id, by `by`. */
  value?: string | null;
  onChange: (value: string | null) => void;
  by?: 'code' | 'id';
  /** Only units that may lead a case. */
  leading?: boolean;
  id?: string;
  /** Where no label points at it. */
  label?: string;
  disabled?: boolean;
  placeholder?: string;
  invalid?: boolean;
  /** A choice besides the units, first in the list: not with any. */
  none?: { value: string; label: string };
};

/** Units by full name, short name or code. */
export function UnitPicker({
  value,
  onChange,
  by = 'code',
  leading,
  id,
  label,
  disabled,
  placeholder,
  invalid,
  none,
}: UnitPickerProps) {
  const { t } = useTranslation();
  const { units, loading } = useUnits();
  const options = useMemo(
    () =>
      units
        .filter((unit) => !leading || unit.canLead)
        .map((unit) => ({
          value: unit[by],
          label: unit.name,
          words: `${unit.name}${unit.shortName}${unit.code}`.toLowerCase(),
        })),
    [units, leading, by],
  );
  return (
    <Select
      id={id}
      aria-label={label}
      value={value ?? undefined}
      onChange={(code?: string) => onChange(code ?? null)}
      options={none ? [{ ...none, words: none.label.toLowerCase() }, ...options] : options}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim().toLowerCase()) ?? false }}
      loading={loading}
      disabled={disabled}
      allowClear
      status={invalid ? 'error' : undefined}
      placeholder={placeholder ?? t('picker.unit')}
      notFoundContent={t('picker.nothing')}
      style={{ width: '100%' }}
    />
  );
}
