import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import './lists.css';

export type FilterChip = { key: string; label: string; off: () => void };

/** The filters that are on, each with its way off. */
export function FilterChips({ chips }: { chips: readonly FilterChip[] }) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <ul className="ys-filter-chips" aria-label={t('lists.chips')}>
      {chips.map(({ key, label, off }) => (
        <li key={key}>
          <Tag closable={{ 'aria-label': t('lists.chipOff', { label }) }} onClose={off}>
            {label}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
