import { useTranslation } from 'react-i18next';
import { type AlarmFieldsFragment, ResolveAlarmDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useUnits } from '../../lib/reference-data.js';
import { ProblemCard } from './problem-card.js';

type Props = { alarms: AlarmFieldsFragment[]; onResolved: () => void };

/** Where the platform found nobody to tell, or a provider away: it did what it could, and a person must see to the cause. */
export function StandingAlarms({ alarms, onResolved }: Props) {
  const { t } = useTranslation('operations');
  const { units } = useUnits();
  if (alarms.length === 0) return null;

  async function resolve(id: string) {
    const { data, error } = await plainClient.mutation(ResolveAlarmDocument, { id }).toPromise();
    return { done: data?.resolveAlarm ?? false, error };
  }

  function unitIn(details: unknown): string {
    const { unitId, unit } = (details ?? {}) as Record<string, unknown>;
    return units.find((one) => one.id === unitId || one.code === unit)?.name ?? t('alarm.unitUnknown');
  }

  return (
    <section aria-labelledby="standing-alarms">
      <h2 id="standing-alarms">{t('alarms', { count: alarms.length })}</h2>
      <ul className="ys-problems">
        {alarms.map((alarm) => (
          <ProblemCard
            key={alarm.id}
            title={t([`alarm.${alarm.kind}`, 'alarm.other'], { unit: unitIn(alarm.details) })}
            caseNumber={alarm.caseNumber}
            since={alarm.raisedAt}
            facts={[
              t([`alarmText.${alarm.kind}`, 'alarmText.other']),
              alarm.times > 1 ? t('alarmTimes', { count: alarm.times }) : '',
            ].join('')}
            said={null}
            retry={() => resolve(alarm.id)}
            needs="resolveAlarm"
            words={{ act: t('resolve'), done: t('resolved') }}
            onRetried={onResolved}
          />
        ))}
      </ul>
    </section>
  );
}
