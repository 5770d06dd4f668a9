import { useTranslation } from 'react-i18next';
import { exactTime, relativeTime } from '../lib/format-time.js';
import { useNow } from '../lib/server-time.js';

/** "3 分钟前", the exact moment on hover. */
export function TimeAgo({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at, i18n.language)}>
      {relativeTime(at, now, t)}
    </time>
  );
}
