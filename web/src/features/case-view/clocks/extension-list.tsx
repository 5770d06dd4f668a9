import { useTranslation } from 'react-i18next';
import type { ExtensionLineFragment } from '../../../gql/documents.generated.js';
import { shortDateTime, shortDue } from '../../../lib/format-time.js';
import { useNow } from '../../../lib/server-time.js';
import { spanWords } from '../../../lib/span-words.js';
import { Tag } from '../../../ui/tag.js';

const TONES = { PENDING: 'brand', REFUSED: 'red' } as const;

/** Every extension asked for: how long, why, by whom, and what was decided. */
export function ExtensionList({ extensions }: { extensions: readonly ExtensionLineFragment[] }) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  if (extensions.length === 0) return null;
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  const due = (instant: string) => shortDue(instant, now, i18n.language);
  return (
    <section aria-labelledby="case-extensions">
      <h3 id="case-extensions">{t('clocksTab.extensions')}</h3>
      <ul className="ys-extensions">
        {extensions.map((one) => {
          const tone = one.state in TONES ? TONES[one.state as keyof typeof TONES] : undefined;
          const deciders = [one.unitDecidedBy?.name, one.decidedBy?.name].filter(Boolean).join(t('clocksTab.then'));
          return (
            <li key={one.id} data-testid={`extension-${one.state}`}>
              <div>
                {t('clocksTab.extensionAsked', { count: one.extensionNo, span: spanWords(one.span, t) })}{' '}
                <Tag {...(tone ? { tone } : {})}>{t(`common:extensionState.${one.state}`)}</Tag>
                {one.state === 'GRANTED' && one.oldDueAt && one.newDueAt ? (
                  <>
                    {' '}
                    <s className="soft">{due(one.oldDueAt)}</s> → <b>{due(one.newDueAt)}</b>
                  </>
                ) : null}
              </div>
              <div>{one.reason}</div>
              <div className="soft small">
                {t('clocksTab.requestedBy', {
                  by: one.requestedBy?.name ?? t('common:word.unknown'),
                  at: at(one.requestedAt),
                })}
                {deciders ? t('clocksTab.decidedBy', { by: deciders }) : ''}
                {one.comment ? t('clocksTab.comment', { text: one.comment }) : ''}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
