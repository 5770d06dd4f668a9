import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCategories, useUnits } from '../../lib/reference-data.js';
import { countFilters, type ListAddress } from './list-address.js';

type FilterChipsProps = { address: ListAddress; onGo: (address: ListAddress) => void };

/** The filters that are on, each with its way off. */
export function FilterChips({ address, onGo }: FilterChipsProps) {
  const { t } = useTranslation('tasks');
  if (countFilters(address) === 0) return null;
  const chip = (key: string, label: string, off: Partial<ListAddress>) => (
    <Tag key={key} closable onClose={() => onGo({ ...address, ...off })}>
      {label}
    </Tag>
  );
  return (
    <div className="ys-filter-chips">
      {address.light.map((light) =>
        chip(light, t(`common:light.${light}`), { light: address.light.filter((one) => one !== light) }),
      )}
      {address.paused ? chip('paused', t('common:light.PAUSED'), { paused: false }) : null}
      {address.due ? chip('due', t(`due.${address.due}`), { due: null }) : null}
      {address.urgency.map((level) =>
        chip(`u${level}`, t(`common:urgency.${level}`), { urgency: address.urgency.filter((one) => one !== level) }),
      )}
      {address.kind.map((kind) =>
        chip(kind, t(`common:taskKind.${kind}`), { kind: address.kind.filter((one) => one !== kind) }),
      )}
      {address.phase.map((phase) =>
        chip(phase, t(`common:phaseLong.${phase}`), { phase: address.phase.filter((one) => one !== phase) }),
      )}
      {address.category ? <CategoryChip address={address} onGo={onGo} /> : null}
      {address.unit ? <UnitChip address={address} onGo={onGo} /> : null}
    </div>
  );
}

function CategoryChip({ address, onGo }: FilterChipsProps) {
  const { categories } = useCategories();
  const category = categories.find((one) => one.code === address.category);
  return (
    <Tag closable onClose={() => onGo({ ...address, category: null })}>
      {category?.path ?? address.category}
    </Tag>
  );
}

function UnitChip({ address, onGo }: FilterChipsProps) {
  const { units } = useUnits();
  const unit = units.find((one) => one.id === address.unit);
  return (
    <Tag closable onClose={() => onGo({ ...address, unit: null })}>
      {unit?.shortName ?? '…'}
    </Tag>
  );
}
