import { DeleteOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DeleteTaskViewDocument, SavedTaskViewsDocument, type TaskCountsQuery } from '../../gql/documents.generated.js';
import type { Light, TaskScope } from '../../gql/schema.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { LightBadge } from '../../ui/light-badge.js';
import { choices, defaultAddress, type ListAddress, readAddress, writeAddress } from './list-address.js';
import { SaveView } from './save-view.js';

type ViewsPaneProps = {
  address: ListAddress;
  counts: TaskCountsQuery['taskCounts'] | undefined;
  onGo: (address: ListAddress) => void;
};

/** Where to look: scopes and lights with their counts, and the reader's own saved views. */
export function ViewsPane({ address, counts, onGo }: ViewsPaneProps) {
  const { t } = useTranslation('tasks');
  const { modal } = App.useApp();
  const [{ data }, ask] = useQuery({ query: SavedTaskViewsDocument });
  const views = data?.savedViews ?? [];
  const here = writeAddress(address).toString();

  const countOf: Partial<Record<TaskScope, number>> = { MINE: counts?.mine, UNASSIGNED: counts?.unassigned };
  const lights: [Light, number | undefined][] = [
    ['RED', counts?.overdue],
    ['YELLOW', counts?.dueSoon],
  ];
  const shown = (count: number | undefined) =>
    count === undefined ? '' : counts && count >= counts.limit ? `${counts.limit}+` : String(count);

  async function remove({ id, name }: { id: string; name: string }) {
    const sure = await modal.confirm({
      title: t('views.deleteAsk', { name }),
      okText: t('common:action.delete'),
      cancelText: t('common:action.cancel'),
    });
    if (!sure) return;
    await graphqlClient.mutation(DeleteTaskViewDocument, { id }).toPromise();
    ask({ requestPolicy: 'network-only' });
  }

  function entry(to: ListAddress, label: React.ReactNode, count = '') {
    const current = writeAddress(to).toString() === here;
    return (
      <button type="button" className="ys-view" aria-current={current || undefined} onClick={() => onGo(to)}>
        <span className="one-line">{label}</span>
        <span className="number soft">{count}</span>
      </button>
    );
  }

  return (
    <nav className="ys-views" aria-label={t('views.label')}>
      <ul>
        {choices.scopes.map((scope) => (
          <li key={scope}>{entry({ ...defaultAddress, scope }, t(`scope.${scope}`), shown(countOf[scope]))}</li>
        ))}
      </ul>
      <h3>{t('views.lights')}</h3>
      <ul>
        {lights.map(([light, count]) => (
          <li key={light}>
            {entry({ ...defaultAddress, light: [light] }, <LightBadge light={light} />, shown(count))}
          </li>
        ))}
      </ul>
      <h3>{t('views.saved')}</h3>
      <ul>
        {views.map((view) => (
          <li key={view.id} className="ys-view-saved">
            {entry(readAddress(new URLSearchParams(String(view.filter))), view.name)}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('views.delete', { name: view.name })}
              onClick={() => remove(view)}
            />
          </li>
        ))}
      </ul>
      {views.length === 0 ? <p className="soft small ys-views-none">{t('views.none')}</p> : null}
      <SaveView
        search={here}
        taken={views.map((view) => view.name)}
        onSaved={() => ask({ requestPolicy: 'network-only' })}
      />
    </nav>
  );
}
