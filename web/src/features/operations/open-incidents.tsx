import { useTranslation } from 'react-i18next';
import { type IncidentFieldsFragment, RetryIncidentDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { RetryButton } from './by-element/retry-button.js';
import { incidentWords } from './incident-words.js';
import { ProblemCard } from './problem-card.js';

type OpenIncidentsProps = { incidents: IncidentFieldsFragment[]; onRetried: () => void };

/** Where a process stands still because the engine could not go on. */
export function OpenIncidents({ incidents, onRetried }: OpenIncidentsProps) {
  const { t } = useTranslation(['operations', 'cases', 'common']);
  if (incidents.length === 0) return null;
  const stepOf = ({ elementId }: IncidentFieldsFragment): string =>
    t(`common:taskKind.${elementId}`, { defaultValue: elementId });

  return (
    <section aria-labelledby="open-incidents">
      <h2 id="open-incidents">{t('incidents', { count: incidents.length })}</h2>
      <ul className="ys-problems">
        {incidents.map((incident) => (
          <ProblemCard
            key={incident.id}
            title={incidentWords(incident, t).what}
            caseNumber={incident.caseNumber}
            since={incident.createdAt}
            facts={
              <>
                {t('at', {
                  process: t(`cases:processName.${incident.processId}`, { defaultValue: incident.processId }),
                  element: stepOf(incident),
                })}
                <br />
                {incidentWords(incident, t).how}
              </>
            }
            said={incident.message}
            retry={null}
            act={
              <RetryButton
                title={t('act.retryTitle', { element: stepOf(incident) })}
                send={(reason) => plainClient.mutation(RetryIncidentDocument, { id: incident.id, reason }).toPromise()}
                onRetried={onRetried}
              />
            }
            onRetried={onRetried}
          />
        ))}
      </ul>
    </section>
  );
}
