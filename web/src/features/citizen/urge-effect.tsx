import { useTranslation } from 'react-i18next';
import type { ProgressFieldsFragment } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';
import { urgeEffect } from './urge-effect-facts.js';

/** What urging did, so that nobody urges into the void: how often, when last, what it caused, what it will cause next. */
export function UrgeEffect({ progress, now }: { progress: ProgressFieldsFragment; now: number }) {
  const { t, i18n } = useTranslation('citizen');
  const effect = urgeEffect(progress);
  if (!effect) return null;
  return (
    <div className="ys-citizen-urges" data-testid="urge-effect">
      <p>
        <b>{t('progress.urged', { count: progress.urgeCount })}</b>
        {effect.last ? ` · ${t('progress.urgedLast', { at: shortDateTime(effect.last, now, i18n.language) })}` : null}
      </p>
      <ul>
        {effect.caused.length === 0 ? <li>{t('progress.urgeSeen')}</li> : null}
        {effect.caused.map(({ kind, at }) => (
          <li key={kind}>
            ✓ {t(`progress.urgeEffect.${kind}`)} <span className="soft">{shortDateTime(at, now, i18n.language)}</span>
          </li>
        ))}
        {effect.mayCauseMore ? <li className="soft">{t('progress.urgeNext')}</li> : null}
      </ul>
    </div>
  );
}
