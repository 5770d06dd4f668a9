import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/server-time.js';

/** The city's time by the server's clock. */
export function ServerClock() {
  const { i18n } = useTranslation();
  const now = useNow(10_000);
  const text = new Intl.DateTimeFormat(i18n.language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return (
    <time className="ys-top-clock" dateTime={new Date(now).toISOString()}>
      {text}
    </time>
  );
}
