import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { EndMySessionsDocument, MySessionsDocument } from '../../gql/documents.generated.js';
import { deviceWords } from '../../lib/device-words.js';
import { errorSentence } from '../../lib/error-facts.js';
import { plainClient } from '../../lib/graphql-client.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { WallTime } from '../../ui/wall-time.js';
import './account.css';

/** Where I am signed in, this browser marked; others can be ended from here. */
export function MySessions() {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const [{ data, error }, ask] = useQuery({ query: MySessionsDocument, requestPolicy: 'network-only' });

  async function end(id: string | null) {
    const answer = await plainClient.mutation(EndMySessionsDocument, { id }).toPromise();
    if (answer.error) message.error(errorSentence(answer.error, t));
    else message.success(t('sessions.ended', { count: answer.data?.endMySessions ?? 0 }));
    ask({ requestPolicy: 'network-only' });
  }

  if (!data && error) return <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <SkeletonText lines={2} />;
  return (
    <>
      <ul className="ys-my-sessions">
        {data.mySessions.map((session) => (
          <li key={session.id}>
            <span title={session.userAgent}>{deviceWords(session.userAgent) || t('sessions.unknownDevice')}</span>
            {session.current ? <Tag tone="brand">{t('sessions.current')}</Tag> : null}
            <span className="soft">
              {t('sessions.since')} <WallTime at={session.createdAt} />
            </span>
            <span className="soft">
              {t('sessions.seen')} <WallTime at={session.lastSeenAt} />
            </span>
            {session.current ? null : (
              <Button size="small" onClick={() => end(session.id)}>
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.mySessions.length > 1 ? (
        <div>
          <Button onClick={() => end(null)}>{t('sessions.endOthers')}</Button>
        </div>
      ) : null}
    </>
  );
}
