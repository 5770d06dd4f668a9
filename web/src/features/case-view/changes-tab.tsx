import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseChangeEventFragment } from '../../gql/documents.generated.js';
import { exactTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { EventActor } from '../../ui/events/event-actor.js';
import { eventSentence } from '../../ui/events/event-sentence.js';
import { FoldedText } from '../../ui/folded-text.js';

type Props = {
  events: CaseChangeEventFragment[];
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
};

/** Every change with its facts and its link in the chain, for those who must prove it. */
export function ChangesTab({ events, hasMore, busy, onMore }: Props) {
  const { t, i18n } = useTranslation(['cases', 'events']);
  const now = useNow(60_000);
  const heads = ['seq', 'when', 'who', 'what', 'hash'] as const;
  return (
    <div className="ys-case-part">
      <p className="soft">{t('changesTab.note')}</p>
      <table className="ys-case-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`changesTab.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <th scope="row" className="number">
                {event.seq}
              </th>
              <td data-label={t('changesTab.when')} title={t('changesTab.recorded', { at: event.recordedAt })}>
                <time dateTime={event.eventAt}>{exactTime(event.eventAt, i18n.language)}</time>
              </td>
              <td data-label={t('changesTab.who')}>
                <EventActor event={event} />
              </td>
              <td data-label={t('changesTab.what')}>
                <FoldedText text={eventSentence(event, t, i18n.language, now)} lines={6} />
                <details>
                  <summary className="soft small">
                    <code>{event.type}</code> · {t('changesTab.body')}
                  </summary>
                  <pre>{JSON.stringify(event.body, null, 2)}</pre>
                </details>
              </td>
              <td data-label={t('changesTab.hash')}>
                <code title={event.hash}>{event.hash.slice(0, 12)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore ? (
        <Button loading={busy} onClick={onMore}>
          {t('changesTab.more')}
        </Button>
      ) : null}
    </div>
  );
}
