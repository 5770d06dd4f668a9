import { ReloadOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CallRow } from '../../features/supervision/calls/call-row.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/supervision/calls/calls.css';
import { OutboundCallsDocument, type OutboundCallsQuery } from '../../gql/documents.generated.js';
import type { OutboundCallState } from '../../gql/schema.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useKeysetPages } from '../../lib/keyset-pages.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const GATHER_MS = 400;
/** Calls ring by themselves. */
const ASK_AGAIN_MS = 15_000;
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e'];
const UNDER_WAY: readonly OutboundCallState[] = ['QUEUED', 'CALLING', 'NO_ANSWER'];
const GIVEN_UP: readonly OutboundCallState[] = ['EXHAUSTED', 'FAILED'];
const CHOICES = ['all', 'underWay', 'givenUp', 'acknowledged'] as const;
type Choice = (typeof CHOICES)[number];
const STATES: Readonly<Record<Choice, readonly OutboundCallState[] | null>> = {
  all: null,
  underWay: UNDER_WAY,
  givenUp: GIVEN_UP,
  acknowledged: ['ACKNOWLEDGED'],
};

const idOf = (call: OutboundCallsQuery['outboundCalls']['nodes'][number]): string => call.id;

/** 自动电话督办: every call with its tries; those of the demonstration ring nowhere but here. */
export function CallsPage() {
  const { t } = useTranslation('supervision');
  const [search, setSearch] = useAddress();
  const choice = CHOICES.find((one) => one === search.get('state')) ?? 'all';
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const state = STATES[choice];
      const { data, error } = await plainClient
        .query(OutboundCallsDocument, { state: state ? [...state] : null, first, after })
        .toPromise();
      return { page: data?.outboundCalls, error };
    },
    [choice],
  );
  const { rows: calls, hasMore, error, more, reread } = useKeysetPages(ask, idOf);

  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reread(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reread]);
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveChanges('case', () => {
    planned.current ??= setTimeout(() => {
      planned.current = undefined;
      void reread();
    }, GATHER_MS);
  });
  useEffect(() => () => clearTimeout(planned.current), []);
  useEffect(() => {
    document.title = `${t('calls.title')} · ${t('common:product.name')}`;
  }, [t]);

  return (
    <>
      <PageHeader
        title={t('calls.title')}
        extra={<span className="soft">{t('calls.about')}</span>}
        actions={
          <>
            <Link to="/supervision">
              <Button>{t('calls.toDesk')}</Button>
            </Link>
            <Button icon={<ReloadOutlined />} onClick={reread}>
              {t('common:action.refresh')}
            </Button>
          </>
        }
      />
      <div className="ys-calls-page">
        <div className="ys-calls-choice">
          <Segmented
            value={choice}
            onChange={(state) => setSearch(state === 'all' ? {} : { state }, { replace: true })}
            options={CHOICES.map((value) => ({ value, label: t(`calls.choice.${value}`) }))}
          />
        </div>
        {calls === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
        {calls && error ? (
          <p role="alert" className="ys-field-error">
            {t('list.loadFailed')}
          </p>
        ) : null}
        {calls === null && !error
          ? SKELETON_ROWS.map((key) => <SkeletonBar key={key} width="100%" height={20} />)
          : null}
        {calls?.length === 0 ? (
          <EmptyState
            title={t(choice === 'all' ? 'calls.emptyTitle' : 'calls.emptyFiltered')}
            text={t('calls.emptyText')}
          />
        ) : null}
        {calls && calls.length > 0 ? (
          <ul>
            {calls.map((call) => (
              <CallRow key={call.id} call={call} onChanged={() => void reread()} />
            ))}
          </ul>
        ) : null}
        {hasMore ? (
          <div>
            <Button onClick={more}>{t('common:action.showMore')}</Button>
          </div>
        ) : null}
      </div>
    </>
  );
}
