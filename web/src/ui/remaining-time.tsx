import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Remaining } from '../../../common/src/working-time/remaining.js';
import { exactTime, shortDateTime } from '../lib/format-time.js';
import { lightAt, remainingTo, spanUnit, useWorkingCalendar } from '../lib/remaining.js';
import { useNow } from '../lib/server-time.js';
import { LightBadge } from './light-badge.js';

type RemainingTimeProps = {
  dueAt: string | null | undefined;
  yellowAt: string | null | undefined;
  /** The clock's span (`5wd`, `2h`) if known: says whether nights count. */
  span?: string | null;
  /** 2 normal, 3 urgent, 4 life and safety: decides the counting where the span is unknown. */
  urgency?: number;
  /** ACCEPT, SIGN, HANDLE …: with the urgency, where the span is unknown. */
  clockKind?: string | null;
  /** The clock is stopped: waiting for evidence, a hearing … */
  paused?: boolean;
  /** Falls into a year whose calendar is not published yet. */
  provisional?: boolean;
  /** The list's own clock, so that all rows move together. */
  now?: number;
  /** "2 天" instead of "还剩 2 天". */
  short?: boolean;
};

/** Light and remaining time as people say it ("还剩 1 个工作日 3 小时"); the exact due moment on hover. */
export function RemainingTime({
  dueAt,
  yellowAt,
  span,
  urgency,
  clockKind,
  paused,
  provisional,
  now,
  short,
}: RemainingTimeProps) {
  const { t, i18n } = useTranslation();
  const ticking = useNow();
  const calendar = useWorkingCalendar();
  const at = now ?? ticking;
  if (!dueAt) return <span className="soft">{t('remaining.none')}</span>;
  const left = remainingTo(dueAt, at, spanUnit({ span, urgency, clockKind }), calendar);
  const title = t(provisional ? 'remaining.dueProvisional' : 'remaining.due', { at: exactTime(dueAt, i18n.language) });
  const words = left ? remainingSentence(left, t, paused, short) : shortDateTime(dueAt, at, i18n.language);
  return <LightBadge light={paused ? 'PAUSED' : lightAt(at, dueAt, yellowAt)} words={words} title={title} />;
}

function remainingSentence(left: Remaining, t: TFunction, paused = false, short = false): string {
  const span = spanWords(left, t, short);
  if (paused) return t('remaining.paused', { span });
  if (left.overdue) return t(short ? 'remaining.lateShort' : 'remaining.late', { span });
  return short ? span : t('remaining.left', { span });
}

/** At most two units, the smaller only while it still matters. */
function spanWords({ workingDays, hours, minutes }: Remaining, t: TFunction, short: boolean): string {
  if (workingDays === 0 && hours === 0) return t('remaining.minutes', { count: minutes });
  const days = workingDays > 0 ? t(short ? 'remaining.daysShort' : 'remaining.days', { count: workingDays }) : '';
  const hoursToo = hours > 0 && workingDays < 10 ? t('remaining.hours', { count: hours }) : '';
  const minutesToo = workingDays === 0 && hours < 4 && minutes > 0 ? t('remaining.minutes', { count: minutes }) : '';
  return [days, hoursToo, minutesToo].filter(Boolean).join(' ');
}
