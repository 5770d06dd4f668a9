import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CategoryItem, useLeafCategories } from '../../lib/reference-data.js';

type CategoryPickerProps = {
  value?: string | null;
  onChange: (code: string | null) => void;
  id?: string;
  disabled?: boolean;
  placeholder?: string;
  invalid?: boolean;
};

/** Leaf categories; typing finds by name, path, pinyin or its first letters ("sybz" → 水压不足). */
export function CategoryPicker({ value, onChange, id, disabled, placeholder, invalid }: CategoryPickerProps) {
  const { t } = useTranslation();
  const { categories, loading } = useLeafCategories();
  const options = useMemo(
    () => categories.map((category) => ({ value: category.code, label: category.name, category })),
    [categories],
  );
  return (
    <Select
      id={id}
      value={value ?? undefined}
      onChange={(code?: string) => onChange(code ?? null)}
      options={options}
      showSearch={{ filterOption: (typed, option) => finds(option?.category, typed) }}
      optionRender={({ data }) => (
        <div>
          {data.label}
          <div className="soft small one-line">{data.category.path}</div>
        </div>
      )}
      labelRender={({ label, value: code }) => label ?? code}
      loading={loading}
      disabled={disabled}
      allowClear
      status={invalid ? 'error' : undefined}
      placeholder={placeholder ?? t('picker.category')}
      notFoundContent={t('picker.nothing')}
      style={{ width: '100%' }}
    />
  );
}

function finds(category: CategoryItem | undefined, typed: string): boolean {
  if (!category) return false;
  const wanted = typed.trim().toLowerCase();
  return (
    category.path.toLowerCase().includes(wanted) ||
    category.initials.toLowerCase().includes(wanted) ||
    category.pinyin.toLowerCase().replaceAll(' ', '').includes(wanted.replaceAll(' ', '')) ||
    category.code.startsWith(wanted)
  );
}
