import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Remaining } from '../../../common/src/working-time/remaining.js';
import { clockOf, type Reckoning } from '../lib/case-clock.js';
import { exactDue, shortDue } from '../lib/format-time.js';
import { lightAt, remainingTo, useWorkingCalendar } from '../lib/remaining.js';
import { useNow } from '../lib/server-time.js';
import { contextOf } from '../lib/span-words.js';
import { ClockPopover } from './clocks/clock-popover.js';
import { LightBadge } from './light-badge.js';
import { LimitName } from './limit-name.js';
import { Tag } from './tag.js';

type RemainingTimeProps = Reckoning & {
  /** Of a paused clock: when it would have been due had it gone on. */
  dueAt: string | null | undefined;
  yellowAt: string | null | undefined;
  /** Since when the clock stands still. */
  pausedAt?: string | null | undefined;
  /** Falls into a year whose calendar is not published yet. */
  provisional?: boolean;
  /** The list's own clock, so that all rows move together. */
  now?: number;
  /** Kind of the limit, said beside the time left where it is not the handling of the case. */
  limit?: string | null | undefined;
  /** "2 天" instead of "还剩 2 天". */
  short?: boolean;
  /** Whose clock, and of which kinds: hover or tap then tells the whole reckoning. */
  clock?: { caseId: string; kinds: readonly string[]; id?: string };
  /** False in a row that has the focus as a whole. */
  reachable?: boolean;
};

/** Light and remaining net time as people say it ("还剩 1 个工作日 3 小时"); the whole reckoning on hover or tap. */
export function RemainingTime(props: RemainingTimeProps) {
  const { dueAt, yellowAt, span, officeClass, pausedAt, provisional, now, short, limit, clock, reachable } = props;
  const { t, i18n } = useTranslation();
  const ticking = useNow();
  const calendar = useWorkingCalendar();
  const at = now ?? ticking;
  if (!dueAt && !pausedAt) return <span className="soft">{t('remaining.none')}</span>;
  const stillSince = pausedAt ? Date.parse(pausedAt) : null;
  const left = dueAt ? remainingTo(dueAt, stillSince ?? at, { span, officeClass }, calendar) : null;
  const light = pausedAt ? 'PAUSED' : lightAt(at, dueAt as string, yellowAt);
  const words = left
    ? remainingSentence(left, t, { paused: pausedAt !== null && pausedAt !== undefined, short, officeClass })
    : dueAt && !pausedAt
      ? shortDue(dueAt, at, i18n.language)
      : undefined;
  const title = clock || !dueAt || pausedAt ? undefined : t('remaining.due', { at: exactDue(dueAt, i18n.language) });
  const badge = (
    <>
      <LightBadge light={light} words={words} saysAll={light === 'RED' && left !== null} title={title} />
      <LimitName kind={limit} />
      {provisional ? <Tag title={t('remaining.provisionalWhy')}>{t('remaining.provisional')}</Tag> : null}
    </>
  );
  if (!clock) return <span className="ys-remaining">{badge}</span>;
  return (
    <ClockPopover
      caseId={clock.caseId}
      reachable={reachable}
      pick={(clocks) =>
        clocks.find(({ id }) => id === clock.id) ?? clockOf(clocks, clock.kinds, pausedAt ? null : (dueAt ?? null))
      }
    >
      {badge}
    </ClockPopover>
  );
}

type CaseRemainingTimeProps = {
  of: {
    id: string;
    dueAt: string | null;
    yellowAt: string | null;
    pausedAt: string | null;
    provisional: boolean;
    governingClock: ({ id: string; kind: string; dueAt: string } & Reckoning) | null;
  };
} & Pick<RemainingTimeProps, 'now' | 'short'>;

/** The same for a case as a whole, counted as the clock counts that governs it; which limit that is, unless it is handling. */
export function CaseRemainingTime({ of, ...rest }: CaseRemainingTimeProps) {
  const clock = of.governingClock;
  return (
    <RemainingTime
      dueAt={of.pausedAt ? clock?.dueAt : of.dueAt}
      yellowAt={of.yellowAt}
      pausedAt={of.pausedAt}
      provisional={of.provisional}
      span={clock?.span}
      officeClass={clock?.officeClass}
      limit={clock?.kind}
      {...(clock && { clock: { caseId: of.id, kinds: [clock.kind], id: clock.id } })}
      {...rest}
    />
  );
}

function remainingSentence(
  left: Remaining,
  t: TFunction,
  {
    paused,
    short = false,
    officeClass,
  }: { paused: boolean; short?: boolean | undefined } & Pick<Reckoning, 'officeClass'>,
): string {
  // Fell due at close of business: overdue, though no working time has passed since.
  if (left.overdue && left.workingDays + left.hours + left.minutes === 0) return t('remaining.justLate');
  const span = spanLeft(left, t, short, officeClass);
  if (left.overdue) return t(short ? 'remaining.lateShort' : 'remaining.late', { span });
  if (paused) return t(short ? 'remaining.pausedShort' : 'remaining.paused', { span });
  return short ? span : t('remaining.left', { span });
}

/** At most two units, the smaller only while it still matters. */
function spanLeft(
  { workingDays, hours, minutes }: Remaining,
  t: TFunction,
  short: boolean,
  officeClass: Reckoning['officeClass'],
): string {
  if (workingDays === 0 && hours === 0) return t('remaining.minutes', { count: minutes });
  const days =
    workingDays > 0
      ? t(short ? 'remaining.daysShort' : 'remaining.days', { count: workingDays, ...contextOf(officeClass) })
      : '';
  const hoursToo = hours > 0 && workingDays < (short ? 2 : 10) ? t('remaining.hours', { count: hours }) : '';
  const minutesToo = workingDays === 0 && hours < 4 && minutes > 0 ? t('remaining.minutes', { count: minutes }) : '';
  return [days, hoursToo, minutesToo].filter(Boolean).join(' ');
}
