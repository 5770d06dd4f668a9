import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AreaItem, useAreas } from '../../lib/reference-data.js';

type AreaPickerProps = {
  value?: string | null;
  onChange: (code: string | null) => void;
  id?: string;
  disabled?: boolean;
  placeholder?: string;
};

type Option = { value: string; label: string; name: string; depth: number };

const INDENT_PX = 14;

/** Districts, below them streets and towns, below those grid cells; found by any part of the way there. */
export function AreaPicker({ value, onChange, id, disabled, placeholder }: AreaPickerProps) {
  const { t } = useTranslation();
  const { areas, loading } = useAreas();
  const options = useMemo(() => optionsOf(areas), [areas]);
  const [sought, setSought] = useState('');
  return (
    <Select<string, Option>
      id={id}
      value={value ?? undefined}
      onChange={(code?: string) => onChange(code ?? null)}
      options={options}
      // Among what was found the way there tells cells of the same name apart; in the whole tree what stands above does.
      optionRender={({ data }) =>
        sought ? data.label : <span style={{ paddingInlineStart: data.depth * INDENT_PX }}>{data.name}</span>
      }
      showSearch={{ optionFilterProp: 'label', onSearch: setSought }}
      popupMatchSelectWidth={false}
      loading={loading}
      disabled={disabled}
      allowClear
      placeholder={placeholder ?? t('picker.area')}
      notFoundContent={t('picker.nothing')}
      style={{ width: '100%' }}
    />
  );
}

/** The city itself goes without saying before what lies in it. */
function optionsOf(areas: AreaItem[]): Option[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const way = (area: AreaItem): string[] => {
    const above = area.parentCode ? byCode.get(area.parentCode) : undefined;
    return above && above.kind !== 'CITY' ? [...way(above), area.name] : [area.name];
  };
  return areas.map((area) => {
    const names = way(area);
    return { value: area.code, label: names.join(' '), name: area.name, depth: names.length - 1 };
  });
}
