import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeafCategories } from '../../lib/reference-data.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { rankCategories } from './rank-categories.js';

type Props = { value: string | null; onChange: (code: string | null) => void };

/** Any leaf by name, pinyin or first letters; all leaves are here, so no key press waits for the network. */
export function CategorySelect({ value, onChange }: Props) {
  const { t } = useTranslation('intake');
  const { categories, loading } = useLeafCategories();
  const [typed, setTyped] = useState('');
  const options = useMemo(
    () => rankCategories(categories, typed).map((leaf) => ({ value: leaf.code, label: leaf.name, path: leaf.path })),
    [categories, typed],
  );
  return (
    <LabelledField label={t('category')}>
      {({ id, ...names }) => (
        <Select
          id={id}
          {...names}
          value={value}
          onChange={(code: string | undefined) => {
            onChange(code ?? null);
            setTyped('');
          }}
          options={options}
          loading={loading}
          allowClear
          showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
          onOpenChange={(open) => !open && setTyped('')}
          placeholder={t('categoryPlaceholder')}
          notFoundContent={loading ? null : t('categoryNone')}
          optionRender={({ data }) => (
            <span className="ys-intake-option">
              <span>{data.label}</span>
              <small className="soft">{parentPath(data.path)}</small>
            </span>
          )}
          labelRender={({ label, value: code }) => {
            const leaf = categories.find((item) => item.code === code);
            return leaf ? `${leaf.name}　${parentPath(leaf.path)}` : label;
          }}
        />
      )}
    </LabelledField>
  );
}

function parentPath(path: string): string {
  return path.split(' / ').slice(0, -1).join(' / ');
}
