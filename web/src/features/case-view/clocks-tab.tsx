import { useTranslation } from 'react-i18next';
import { isSpan, parseSpan } from '../../../../common/src/working-time/span.js';
import type { CaseClocksFragment } from '../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { RemainingTime } from '../../ui/remaining-time.js';

type Clock = CaseClocksFragment['clocks'][number];

/** Every clock of the case with its reckoning: from when, how long, until when. */
export function ClocksTab({ clocks }: { clocks: Clock[] }) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  if (clocks.length === 0) return <p className="soft">{t('clocksTab.empty')}</p>;
  const at = (instant: string) => (
    <time dateTime={instant} title={exactTime(instant, i18n.language)}>
      {shortDateTime(instant, now, i18n.language)}
    </time>
  );
  const heads = ['kind', 'span', 'started', 'yellow', 'due', 'state'] as const;
  return (
    <div className="ys-case-part">
      <table className="ys-case-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`clocksTab.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={clock.id}>
              <th scope="row">{t(`common:clock.${clock.kind}`, { defaultValue: clock.kind })}</th>
              <td data-label={t('clocksTab.span')}>{spanWords(clock.span, t)}</td>
              <td data-label={t('clocksTab.started')}>{at(clock.startedAt)}</td>
              <td data-label={t('clocksTab.yellow')}>{at(clock.yellowAt)}</td>
              <td data-label={t('clocksTab.due')}>
                {at(clock.dueAt)}
                {clock.provisional ? ` (${t('view.provisional')})` : ''}
              </td>
              <td data-label={t('clocksTab.state')}>
                {clock.state === 'RUNNING' ? (
                  <RemainingTime
                    dueAt={clock.dueAt}
                    yellowAt={clock.yellowAt}
                    provisional={clock.provisional}
                    span={clock.span}
                    officeClass={clock.officeClass}
                  />
                ) : (
                  <>
                    {clock.stoppedAt && clock.stoppedAt > clock.dueAt ? '▲ ' : ''}
                    {t(
                      `common:clockState.${clock.stoppedAt && clock.stoppedAt > clock.dueAt ? 'MISSED' : clock.state}`,
                    )}
                    {clock.stoppedAt ? <span className="soft"> · {at(clock.stoppedAt)}</span> : null}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">{t('clocksTab.note')}</p>
    </div>
  );
}

function spanWords(span: string, t: (key: string, options: { count: number }) => string): string {
  if (!isSpan(span)) return span;
  const { amount, unit } = parseSpan(span);
  return t(`span.${unit}`, { count: amount });
}
