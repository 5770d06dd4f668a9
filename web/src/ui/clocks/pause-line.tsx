import { useTranslation } from 'react-i18next';
import type { ClockReckoningFragment } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';

type Props = { pause: ClockReckoningFragment['pauses'][number]; now: number };

/** "11月22日 10:00 至 11月24日 09:00，等诉求人补充材料", or since when it still lasts. */
export function PauseLine({ pause, now }: Props) {
  const { t, i18n } = useTranslation();
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  const reason = t(`pauseReason.${pause.reason}`);
  return (
    <>
      {pause.resumedAt
        ? t('reckoning.pauseEnded', { from: at(pause.pausedAt), to: at(pause.resumedAt), reason })
        : t('reckoning.pauseLasts', { from: at(pause.pausedAt), reason })}
    </>
  );
}
