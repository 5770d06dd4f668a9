import { Segmented } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MigrationInstancesDocument, type PlacedInstanceFragment } from '../../../gql/documents.generated.js';
import type { MigrationInstanceState, MoveWay } from '../../../gql/schema.generated.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { InstancesTable } from './instances-table.js';

const WAYS: readonly MoveWay[] = ['IN_PLACE', 'RESEAT', 'IMPOSSIBLE'];
const STATES: readonly MigrationInstanceState[] = ['WAITING', 'SENT', 'MOVED', 'FAILED', 'IMPOSSIBLE'];

/** The plan before anything is done, and afterwards what became of each. @param progress read again whenever it changes */
export function MigrationInstances({ id, progress, planned }: { id: string; progress: string; planned: boolean }) {
  const { t } = useTranslation('migrations');
  const [shown, setShown] = useState('');
  const way = WAYS.find((each) => planned && each === shown) ?? null;
  const state = STATES.find((each) => !planned && each === shown) ?? null;
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const { data, error } = await graphqlClient
        .query(MigrationInstancesDocument, { id, way, state, first, after }, { requestPolicy: 'network-only' })
        .toPromise();
      return { page: data?.migration?.instances, error };
    },
    [id, way, state],
  );
  const pages = useKeysetPages<PlacedInstanceFragment>(ask, keyOf);
  const { reread } = pages;
  const known = useRef(progress);
  useEffect(() => {
    if (known.current === progress) return;
    known.current = progress;
    void reread();
  }, [progress, reread]);

  return (
    <section className="ys-migration-section">
      <h2>{t(planned ? 'instances.planned' : 'instances.title')}</h2>
      <Segmented
        value={shown}
        options={[
          { value: '', label: t('instances.all') },
          ...(planned
            ? WAYS.map((value) => ({ value, label: t(`way.${value}`) }))
            : STATES.map((value) => ({ value, label: t(`instanceState.${value}`) }))),
        ]}
        onChange={setShown}
      />
      <InstancesTable
        rows={pages.rows}
        error={pages.error}
        busy={pages.busy}
        hasMore={pages.hasMore}
        outcomes={!planned}
        onMore={pages.more}
        onRetry={pages.refresh}
      />
    </section>
  );
}

const keyOf = ({ id }: PlacedInstanceFragment) => id;
