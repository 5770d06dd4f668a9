import { useTranslation } from 'react-i18next';
import { useCategories, useUnits } from '../../lib/reference-data.js';
import type { FilterChip } from '../../ui/lists/filter-chips.js';
import type { ListAddress } from './list-address.js';

/** The filters that are on, in words. */
export function useTaskChips(address: ListAddress, onGo: (address: ListAddress) => void): FilterChip[] {
  const { t } = useTranslation('tasks');
  const { categories } = useCategories();
  const { units } = useUnits();
  const chip = (key: string, label: string, off: Partial<ListAddress>): FilterChip => ({
    key,
    label,
    off: () => onGo({ ...address, ...off }),
  });
  const each = <K extends 'light' | 'kind' | 'phase' | 'urgency'>(name: K, words: string) =>
    (address[name] as (string | number)[]).map((value) =>
      chip(`${name}-${value}`, t(`common:${words}.${value}`), {
        [name]: (address[name] as (string | number)[]).filter((one) => one !== value),
      }),
    );
  const category = categories.find(({ code }) => code === address.category);
  const unit = units.find(({ id }) => id === address.unit);
  return [
    ...each('light', 'light'),
    ...(address.paused ? [chip('paused', t('common:light.PAUSED'), { paused: false })] : []),
    ...(address.due ? [chip('due', t(`common:lists.dueWithin.${address.due}`), { due: null })] : []),
    ...each('urgency', 'urgency'),
    ...each('kind', 'taskKind'),
    ...each('phase', 'phaseLong'),
    ...(address.category ? [chip('category', category?.path ?? address.category, { category: null })] : []),
    ...(address.unit ? [chip('unit', unit?.shortName ?? '…', { unit: null })] : []),
  ];
}
