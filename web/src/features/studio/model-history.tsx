import { Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ModelHistoryDocument, type ModelHistoryQuery } from '../../gql/documents.generated.js';
import type { ModelKind } from '../../gql/schema.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useKeysetPages } from '../../lib/keyset-pages.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';
import { TimeAgo } from '../../ui/time-ago.js';

type Event = ModelHistoryQuery['modelHistory']['nodes'][number];
const idOf = (event: Event): string => event.id;
const FIRST = 10;

/** What an event of a model may name, whatever its type. */
interface Facts {
  release?: string;
  releaseId?: string;
  title?: string | null;
  note?: string | null;
  reason?: string | null;
  message?: string | null;
  version?: number;
  rollBackTo?: number;
  targetVersion?: number;
  migration?: string;
  migrationId?: string;
  scenario?: string;
  intervention?: string;
}

/** Who did what to a model, and what the engine said, newest first: for auditors and whoever draws next. */
export function ModelHistory({ kind, modelId }: { kind: ModelKind; modelId: string }) {
  const { t } = useTranslation(['studio', 'common']);
  const ask = useCallback(
    async (_first: number, after: string | null) => {
      const { data, error } = await plainClient
        .query(ModelHistoryDocument, { kind, modelId, first: FIRST, after })
        .toPromise();
      return { page: data?.modelHistory, error };
    },
    [kind, modelId],
  );
  const { rows, hasMore, error, busy, more, reread } = useKeysetPages(ask, idOf);
  return (
    <section className="ys-studio-history" aria-label={t('history.title')}>
      <h2>{t('history.title')}</h2>
      {rows === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
      {rows === null && !error ? <SkeletonText lines={3} /> : null}
      {rows?.length === 0 ? <p className="soft">{t('history.none')}</p> : null}
      <ol>
        {rows?.map((event) => (
          <li key={event.id}>
            <TimeAgo at={event.eventAt} />
            <EventFacts event={event} />
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

function EventFacts({ event }: { event: Event }) {
  const { t } = useTranslation('studio');
  const facts = (event.body ?? {}) as Facts;
  const said = [facts.title, facts.note, facts.reason, facts.message].filter((words) => words);
  return (
    <div>
      <span>
        {t(`history.type.${event.type.split('.')[1]}`, { defaultValue: event.type })}
        {facts.version ? ` · ${t('library.versionOf', { version: facts.version })}` : ''}
        {facts.rollBackTo ? ` · ${t('history.backTo', { version: facts.rollBackTo })}` : ''}
        {facts.targetVersion ? ` · ${t('library.versionOf', { version: facts.targetVersion })}` : ''}
        {facts.scenario ? ` · ${facts.scenario}` : ''}
        {facts.intervention ? ` · ${facts.intervention}` : ''}
        {facts.migration && facts.migrationId ? (
          <>
            {' · '}
            <Link to={`/migrations/${facts.migrationId}`}>{facts.migration}</Link>
          </>
        ) : null}
        {facts.release && facts.releaseId ? (
          <>
            {' · '}
            <Link to={`/releases/${facts.releaseId}`}>{facts.release}</Link>
          </>
        ) : null}
      </span>{' '}
      <span className="soft">{event.actor?.name ?? t('history.platform')}</span>
      {said.length > 0 ? <p data-verbatim>{said.join('：')}</p> : null}
    </div>
  );
}
