import { App, Button, Input } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  AdminSessionsDocument,
  type AdminSessionsQuery,
  EndSessionsDocument,
} from '../../../gql/documents.generated.js';
import { deviceWords } from '../../../lib/device-words.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { useSignedIn } from '../../../lib/session.js';
import { useAddress } from '../../../lib/use-address.js';
import { useTypedText } from '../../../lib/use-typed-text.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { Tag } from '../../../ui/tag.js';
import { WallTime } from '../../../ui/wall-time.js';
import '../administration.css';

type SessionRow = AdminSessionsQuery['adminSessions']['nodes'][number];
const idOf = (session: SessionRow): string => session.id;

/** Who is signed in since when and with what; one session or all of a person can be ended. */
export function SessionList() {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const { user } = useSignedIn();
  const [search, setSearch] = useAddress();
  const text = search.get('q') ?? '';
  const [typed, type] = useTypedText(text, (q) => setSearch(q ? { q } : {}, { replace: true }));
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const { data, error } = await plainClient.query(AdminSessionsDocument, { text, first, after }).toPromise();
      return { page: data?.adminSessions, error };
    },
    [text],
  );
  const { rows, hasMore, error, busy, more, reread } = useKeysetPages(ask, idOf);
  useEffect(() => {
    document.title = `${t('part.sessions')} · ${t('common:product.name')}`;
  }, [t]);

  async function end(which: { id: string } | { login: string }) {
    const { data, error: refused } = await plainClient.mutation(EndSessionsDocument, which).toPromise();
    if (refused) message.error(errorSentence(refused, t));
    else message.success(t('sessions.ended', { count: data?.endSessions ?? 0 }));
    void reread();
  }

  return (
    <div className="ys-register-list">
      <div className="ys-register-tools">
        <Input.Search
          className="ys-register-search"
          allowClear
          value={typed}
          onChange={({ target }) => type(target.value)}
          placeholder={t('search.sessions')}
          aria-label={t('search.sessions')}
        />
        <Button onClick={() => void reread()}>{t('common:action.refresh')}</Button>
      </div>
      {rows === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
      {rows && error ? (
        <p role="alert" className="ys-field-error">
          {t('common:state.listNotReread')}
        </p>
      ) : null}
      {rows === null && !error ? <SkeletonText lines={6} /> : null}
      {rows?.length === 0 ? <EmptyState title={t('nothingFound')} text={t('nothingFoundText')} /> : null}
      {rows && rows.length > 0 ? (
        <table className="ys-register">
          <thead>
            <tr>
              {['person', 'unit', 'device', 'since', 'seen', 'acts'].map((name) => (
                <th key={name} scope="col">
                  {t(`sessions.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((session) => (
              <tr key={session.id} data-testid={`session-${session.user.key}`}>
                <th scope="row" data-verbatim>
                  <Link
                    style={{ textDecoration: 'underline' }}
                    to={`/admin/users?key=${encodeURIComponent(session.user.key)}`}
                  >
                    {session.user.name}
                  </Link>
                  <span className="soft">{session.user.key}</span>
                  {session.current ? <Tag tone="brand">{t('sessions.current')}</Tag> : null}
                </th>
                <td data-empty={!session.unitName || undefined}>
                  <span className="ys-register-label">{t('sessions.unit')}</span>
                  {session.unitName ?? <span className="soft">–</span>}
                </td>
                <td title={session.userAgent}>
                  <span className="ys-register-label">{t('sessions.device')}</span>
                  {deviceWords(session.userAgent) || <span className="soft">{t('sessions.unknownDevice')}</span>}
                </td>
                <td>
                  <span className="ys-register-label">{t('sessions.since')}</span>
                  <WallTime at={session.createdAt} />
                </td>
                <td>
                  <span className="ys-register-label">{t('sessions.seen')}</span>
                  <WallTime at={session.lastSeenAt} />
                </td>
                <td className="ys-register-row-acts">
                  {session.current ? null : (
                    <>
                      <Button size="small" onClick={() => end({ id: session.id })}>
                        {t('sessions.end')}
                      </Button>
                      {session.user.key === user.login ? null : (
                        <Button size="small" type="text" onClick={() => end({ login: session.user.key })}>
                          {t('sessions.endAll')}
                        </Button>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {hasMore ? (
        <div>
          <Button loading={busy} onClick={more}>
            {t('common:action.showMore')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
