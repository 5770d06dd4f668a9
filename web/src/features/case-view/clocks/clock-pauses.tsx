import { useTranslation } from 'react-i18next';
import type { ClockReckoningFragment } from '../../../gql/documents.generated.js';
import { shortDateTime } from '../../../lib/format-time.js';
import { PauseLine } from '../../../ui/clocks/pause-line.js';
import { LightBadge } from '../../../ui/light-badge.js';

type Props = { pauses: ClockReckoningFragment['pauses']; now: number };

/** Each pause with its lawful reason, its proof, what ends it and who did it. */
export function ClockPauses({ pauses, now }: Props) {
  const { t, i18n } = useTranslation('cases');
  return (
    <ul>
      {pauses.map((pause) => (
        <li key={pause.id}>
          <div>
            {pause.resumedAt ? (
              <span className="soft">{t('clocksTab.paused')}</span>
            ) : (
              <LightBadge light="PAUSED" words="" />
            )}{' '}
            <PauseLine pause={pause} now={now} />
          </div>
          <div className="soft small">
            {t('clocksTab.pauseFacts', {
              proof: pause.proof,
              endsWhen: pause.endsWhen,
              by: pause.pausedBy?.name ?? t('common:word.unknown'),
            })}
            {pause.until ? t('clocksTab.pauseUntil', { at: shortDateTime(pause.until, now, i18n.language) }) : ''}
            {pause.resumedAt ? t('clocksTab.resumedBy', { by: pause.resumedBy?.name ?? t('clocksTab.byItself') }) : ''}
          </div>
        </li>
      ))}
    </ul>
  );
}
