import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf } from '../../../../common/src/working-time/shanghai-time.js';
import type { ClockReckoningFragment } from '../../gql/documents.generated.js';
import { reckonClock } from '../../lib/case-clock.js';
import { groupSkipped, type SkippedGroup } from '../../lib/days-skipped.js';
import { dayInWords, shortDateTime, shortDue } from '../../lib/format-time.js';
import { useWorkingCalendar } from '../../lib/remaining.js';
import { useNow } from '../../lib/server-time.js';
import { spanWords } from '../../lib/span-words.js';
import { PauseLine } from './pause-line.js';

/** More stretches of days off than this are counted, not listed. */
const LISTED = 6;

/** How a due moment comes about, line by line: start, span, extensions, pauses, days that did not count, due. */
export function ReckoningCard({ clock }: { clock: ClockReckoningFragment }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const calendar = useWorkingCalendar();
  const reckoned = reckonClock(clock, now, calendar);
  const paused = clock.state === 'PAUSED';
  const at = (instant: string | number) => shortDateTime(instant, now, i18n.language);
  const due = (instant: string | number) => shortDue(instant, now, i18n.language);
  const plain = /(m|h)$/.test(clock.span) && !clock.span.endsWith('wh');
  const lines: [string, ReactNode][] = [
    ['start', `${at(clock.startedAt)}${clock.span.endsWith('wd') ? t('reckoning.fromNextDay') : ''}`],
    [
      'span',
      `${spanWords(clock.span, t, clock.officeClass)}${plain ? '' : t('reckoning.hours', { hours: t(`officeClass.${clock.officeClass}`) })}`,
    ],
    ...(clock.extensions.length > 0
      ? [
          [
            'extensions',
            clock.extensions.map((span) => `+ ${spanWords(span, t, clock.officeClass)}`).join(t('word.listJoin')),
          ] as [string, string],
        ]
      : []),
    ...clock.pauses.map((pause): [string, ReactNode] => [
      'pause',
      <PauseLine key={pause.id} pause={pause} now={now} />,
    ]),
    ...(reckoned && reckoned.skipped.length > 0
      ? [['skipped', <Skipped key="skipped" groups={groupSkipped(reckoned.skipped)} />] as [string, ReactNode]]
      : []),
    ...(clock.originalDueAt === clock.dueAt || paused
      ? []
      : [['originalDue', <s key="original">{due(clock.originalDueAt)}</s>] as [string, ReactNode]]),
    [paused ? 'dueIfResumed' : 'due', <b key="due">{due(paused && reckoned ? reckoned.due : clock.dueAt)}</b>],
  ];
  return (
    <>
      <h3>{t('reckoning.title', { clock: t(`clock.${clock.kind}`, { defaultValue: clock.kind }) })}</h3>
      <dl className="ys-facts">
        {lines.map(([name, words], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pauses share their name; lines never move
          <Fragment key={`${name}-${index}`}>
            <dt>{t(`reckoning.${name}`)}</dt>
            <dd>{words}</dd>
          </Fragment>
        ))}
      </dl>
      {clock.provisional ? <p className="ys-reckoning-note">{t('remaining.provisionalWhy')}</p> : null}
    </>
  );
}

function Skipped({ groups }: { groups: SkippedGroup[] }) {
  const { t, i18n } = useTranslation();
  const day = (date: string) => dayInWords(instantOf(date), i18n.language);
  return (
    <ul>
      {groups.map(({ reason, name, days, ranges }) => {
        const listed = ranges
          .slice(0, LISTED)
          .map(({ from, to }) => (from === to ? day(from) : t('reckoning.range', { from: day(from), to: day(to) })))
          .join(t('reckoning.listJoin'));
        return (
          <li key={`${reason} ${name}`}>
            {reason === 'WEEKEND' ? t('reckoning.weekend') : name || t(`reckoning.${reason}`)}
            <span className="soft">
              {' '}
              {t(ranges.length > LISTED ? 'reckoning.daysMore' : 'reckoning.days', { listed, count: days })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
