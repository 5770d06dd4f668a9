import { useTranslation } from 'react-i18next';
import type { OperationsQuery } from '../../gql/documents.generated.js';

/** The API counts no further. */
const COUNTED = 1000;
/** What a person at a list would notice. */
const LATE_MS = 30_000;

type Report = OperationsQuery['operations'];

export function hasProblem(report: Report): boolean {
  return (
    !report.engineReady ||
    report.stuckCommands.length > 0 ||
    report.incidents.length > 0 ||
    report.alarms.length > 0 ||
    report.parkedRecords > 0 ||
    (report.intakeLagMs ?? 0) >= LATE_MS
  );
}

/** Engine, relay and intake in four numbers; what is not as it should be says so in words. */
export function SystemFacts({ report }: { report: Report }) {
  const { t } = useTranslation('operations');
  const counted = (count: number) => (count >= COUNTED ? `${COUNTED}+` : String(count));
  const { intakeLagMs: lag } = report;
  const facts = [
    { name: 'engine', value: t(report.engineReady ? 'ready' : 'away'), bad: !report.engineReady },
    { name: 'waiting', value: counted(report.relayWaiting), bad: report.relayWaiting >= COUNTED },
    {
      name: 'lag',
      value:
        lag === null ? t('lagUnknown') : lag < 1000 ? t('lagNone') : t('lagSeconds', { count: Math.round(lag / 1000) }),
      bad: (lag ?? 0) >= LATE_MS,
    },
    { name: 'parked', value: counted(report.parkedRecords), bad: report.parkedRecords > 0 },
  ];
  return (
    <dl className="ys-system-facts">
      {facts.map((fact) => (
        <div key={fact.name} data-bad={fact.bad || undefined}>
          <dt>{t(`fact.${fact.name}`)}</dt>
          <dd>
            {fact.bad ? <span aria-hidden="true">▲ </span> : null}
            {fact.value}
          </dd>
          <dd className="soft small">{t(`factText.${fact.name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
