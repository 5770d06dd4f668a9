import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Remaining } from '../../../common/src/working-time/remaining.js';
import { exactTime, shortDateTime } from '../lib/format-time.js';
import { lightAt, type Reckoning, reckoningOfCase, remainingTo, useWorkingCalendar } from '../lib/remaining.js';
import { useNow } from '../lib/server-time.js';
import { LightBadge } from './light-badge.js';

type RemainingTimeProps = Reckoning & {
  dueAt: string | null | undefined;
  yellowAt: string | null | undefined;
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
  officeClass,
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
  const left = remainingTo(dueAt, at, { span, officeClass }, calendar);
  const title = t(provisional ? 'remaining.dueProvisional' : 'remaining.due', { at: exactTime(dueAt, i18n.language) });
  const words = left ? remainingSentence(left, t, paused, short) : shortDateTime(dueAt, at, i18n.language);
  return <LightBadge light={paused ? 'PAUSED' : lightAt(at, dueAt, yellowAt)} words={words} title={title} />;
}

type CaseRemainingTimeProps = {
  of: {
    dueAt: string | null;
    yellowAt: string | null;
    provisional: boolean;
    clocks: readonly ({ kind: string; dueAt: string } & Reckoning)[];
  };
} & Pick<RemainingTimeProps, 'now' | 'short'>;

/** The same for a case as a whole, counted as its handling clock counts. */
export function CaseRemainingTime({ of, ...rest }: CaseRemainingTimeProps) {
  const clock = reckoningOfCase(of.clocks, of.dueAt);
  return (
    <RemainingTime
      dueAt={of.dueAt}
      yellowAt={of.yellowAt}
      provisional={of.provisional}
      span={clock?.span}
      officeClass={clock?.officeClass}
      {...rest}
    />
  );
}

function remainingSentence(left: Remaining, t: TFunction, paused = false, short = false): string {
  // Fell due at close of business: overdue, though no working time has passed since.
  if (left.overdue && left.workingDays + left.hours + left.minutes === 0) return t('remaining.justLate');
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
