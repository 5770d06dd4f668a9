import { Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterHistoryDocument, type RegisterHistoryQuery } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState } from '../../../ui/states.js';
import { TimeAgo } from '../../../ui/time-ago.js';
import { historyLines } from './history-lines.js';
import type { RegisterView } from './register-view.js';

type Event = RegisterHistoryQuery['registerHistory']['nodes'][number];
const idOf = (event: Event): string => event.id;
const FIRST = 20;

/** Who changed what, old and new, newest first. */
export function EntryHistory({ view, entryKey }: { view: RegisterView; entryKey: string }) {
  const { t } = useTranslation('administration');
  const ask = useCallback(
    async (_first: number, after: string | null) => {
      const variables = { register: view.kind, key: entryKey, first: FIRST, after };
      const { data, error } = await plainClient.query(RegisterHistoryDocument, variables).toPromise();
      return { page: data?.registerHistory, error };
    },
    [view, entryKey],
  );
  const { rows, hasMore, error, busy, more, reread } = useKeysetPages(ask, idOf);
  return (
    <section className="ys-entry-history" aria-label={t('history.title')}>
      <h3>{t('history.title')}</h3>
      {rows === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
      {rows === null && !error ? <SkeletonText lines={3} /> : null}
      {rows?.length === 0 ? <p className="soft">{t('history.none')}</p> : null}
      <ol className="ys-timeline" data-verbatim>
        {rows?.map((event) => (
          <li key={event.id}>
            <TimeAgo at={event.eventAt} />
            {t(`history.type.${event.type.split('.')[1]}`, { defaultValue: event.type })}
            <span className="soft"> {event.actor?.name}</span>
            <ul>
              {historyLines(event, view, t).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {hasMore ? (
        <Button size="small" loading={busy} onClick={more}>
          {t('common:action.showMore')}
        </Button>
      ) : null}
    </section>
  );
}
