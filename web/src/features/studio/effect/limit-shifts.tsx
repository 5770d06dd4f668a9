import { useTranslation } from 'react-i18next';
import type { EffectOfReleaseQuery } from '../../../gql/documents.generated.js';
import { spanWords } from '../../../lib/span-words.js';

type Limits = NonNullable<EffectOfReleaseQuery['effectOfRelease']['limits']>;

const HOUR_MS = 3_600_000;

/** Which limits of open cases the new table would give, and by how much their running clocks would move. */
export function LimitShifts({ limits }: { limits: Limits }) {
  const { t } = useTranslation('migrations');
  const { cases, unchanged, undecided, shifts } = limits;
  return (
    <>
      <h3>{t('limits.title')}</h3>
      <p>
        {t('limits.text', { count: cases, unchanged })}
        {undecided > 0 ? ` ${t('limits.undecided', { count: undecided })}` : ''}
      </p>
      {shifts.length > 0 ? (
        <table className="ys-models-table">
          <thead>
            <tr>
              <th scope="col">{t('limits.clock')}</th>
              <th scope="col">{t('limits.span')}</th>
              <th scope="col">{t('limits.cases')}</th>
              <th scope="col">{t('limits.shift')}</th>
            </tr>
          </thead>
          <tbody>
            {shifts.map((shift) => (
              <tr key={`${shift.clock} ${shift.from} ${shift.to}`}>
                <th scope="row">
                  {shift.clock === 'EXTENSION'
                    ? t('limits.extension')
                    : t(`common:clock.${shift.clock}`, { defaultValue: shift.clock })}
                </th>
                <td data-label={t('limits.span')}>
                  <Span span={shift.from} /> → <Span span={shift.to} />
                </td>
                <td className="number" data-label={t('limits.cases')}>
                  {shift.cases}
                </td>
                <td data-label={t('limits.shift')}>
                  <Shift shift={shift} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

function Span({ span }: { span: string | null | undefined }) {
  const { t } = useTranslation('migrations');
  return span ? spanWords(span, t) : t('limits.none');
}

function Shift({ shift }: { shift: Limits['shifts'][number] }) {
  const { t } = useTranslation('migrations');
  const { running, earliestShiftMs: from, latestShiftMs: to } = shift;
  if (running === 0 || typeof from !== 'number' || typeof to !== 'number')
    return <span className="soft">{t('limits.noneRuns')}</span>;
  const said = (ms: number) => {
    const hours = Math.round(Math.abs(ms) / HOUR_MS);
    const length =
      hours >= 48 ? t('limits.days', { count: Math.round(hours / 24) }) : t('limits.hours', { count: hours });
    return t(ms < 0 ? 'limits.sooner' : 'limits.later', { length });
  };
  const range = said(from) === said(to) ? said(from) : t('limits.range', { from: said(from), to: said(to) });
  return (
    <>
      {t('limits.running', { count: running })} {range}
    </>
  );
}
