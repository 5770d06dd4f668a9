import { useTranslation } from 'react-i18next';
import type { TaskCountsQuery } from '../../gql/documents.generated.js';
import type { Light, TaskScope } from '../../gql/schema.generated.js';
import { LightBadge } from '../../ui/light-badge.js';
import { SavedViews } from '../../ui/lists/saved-views.js';
import { ViewEntry } from '../../ui/lists/view-entry.js';
import { choices, defaultAddress, type ListAddress, readAddress, writeAddress } from './list-address.js';

type ViewsPaneProps = {
  address: ListAddress;
  counts: TaskCountsQuery['taskCounts'] | undefined;
  onGo: (address: ListAddress) => void;
};

const written = (search: string) => readAddress(new URLSearchParams(search));

/** Where to look: scopes and lights with their counts, and saved views. */
export function ViewsPane({ address, counts, onGo }: ViewsPaneProps) {
  const { t } = useTranslation('tasks');
  const here = writeAddress(address).toString();

  const countOf: Partial<Record<TaskScope, number>> = { MINE: counts?.mine, UNASSIGNED: counts?.unassigned };
  const lights: [Light, number | undefined][] = [
    ['RED', counts?.overdue],
    ['YELLOW', counts?.dueSoon],
  ];
  const shown = (count: number | undefined) =>
    count === undefined ? '' : counts && count >= counts.limit ? `${counts.limit}+` : String(count);
  const entry = (to: ListAddress, label: React.ReactNode, count: string) => (
    <ViewEntry current={writeAddress(to).toString() === here} onOpen={() => onGo(to)} count={count}>
      {label}
    </ViewEntry>
  );

  return (
    <nav className="ys-views" aria-label={t('common:lists.views')}>
      <ul>
        {choices.scopes.map((scope) => (
          <li key={scope}>{entry({ ...defaultAddress, scope }, t(`scope.${scope}`), shown(countOf[scope]))}</li>
        ))}
      </ul>
      <h2>{t('common:lists.light')}</h2>
      <ul>
        {lights.map(([light, count]) => (
          <li key={light}>
            {entry({ ...defaultAddress, light: [light] }, <LightBadge light={light} />, shown(count))}
          </li>
        ))}
      </ul>
      <SavedViews
        page="tasks"
        here={here}
        addressOf={(stored) => writeAddress(written(stored)).toString()}
        onOpen={(search) => onGo(written(search))}
      />
    </nav>
  );
}
