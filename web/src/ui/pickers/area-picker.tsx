import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../lib/reference-data.js';

type AreaPickerProps = {
  value?: string | null;
  onChange: (code: string | null) => void;
  id?: string;
  disabled?: boolean;
  placeholder?: string;
};

/** Districts, streets, towns; communities under their street. */
export function AreaPicker({ value, onChange, id, disabled, placeholder }: AreaPickerProps) {
  const { t } = useTranslation();
  const { areas, loading } = useAreas();
  const names = new Map(areas.map((area) => [area.code, area.name]));
  const options = areas.map((area) => {
    const parent = area.parentCode ? names.get(area.parentCode) : undefined;
    return { value: area.code, label: parent ? `${parent} ${area.name}` : area.name };
  });
  return (
    <Select
      id={id}
      value={value ?? undefined}
      onChange={(code?: string) => onChange(code ?? null)}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      loading={loading}
      disabled={disabled}
      allowClear
      placeholder={placeholder ?? t('picker.area')}
      notFoundContent={t('picker.nothing')}
      style={{ width: '100%' }}
    />
  );
}
