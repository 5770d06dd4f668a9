import { useTranslation } from 'react-i18next';
import { exactTime, shortDateTime } from '../lib/format-time.js';

/** When somebody signed in: by the clock on the wall, also where a demonstration has moved the city's time. */
export function WallTime({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={exactTime(at, i18n.language)}>
      {shortDateTime(at, Date.now(), i18n.language)}
    </time>
  );
}
