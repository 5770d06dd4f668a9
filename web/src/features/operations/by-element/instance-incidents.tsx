import { useTranslation } from 'react-i18next';
import { type IncidentFieldsFragment, RetryIncidentDocument } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { incidentWords } from '../incident-words.js';
import { RetryButton } from './retry-button.js';

type Props = {
  incidents: readonly IncidentFieldsFragment[];
  nameOf: (elementId: string) => string;
  onRetried: () => void;
};

/** Why an instance stands still, what to do about it, and trying the step again once that is done. */
export function InstanceIncidents({ incidents, nameOf, onRetried }: Props) {
  const { t } = useTranslation('operations');
  if (incidents.length === 0) return null;
  return (
    <section aria-labelledby="instance-incidents">
      <h3 id="instance-incidents">{t('incidents', { count: incidents.length })}</h3>
      <ul className="ys-problems">
        {incidents.map((incident) => {
          const { what, how } = incidentWords(incident, t);
          return (
            <li key={incident.id} className="ys-problem">
              <div className="ys-problem-head">
                <strong>{what}</strong>
                <span className="soft">{nameOf(incident.elementId)}</span>
                <RetryButton
                  title={t('act.retryTitle', { element: nameOf(incident.elementId) })}
                  send={(reason) =>
                    plainClient.mutation(RetryIncidentDocument, { id: incident.id, reason }).toPromise()
                  }
                  onRetried={onRetried}
                />
              </div>
              <p>{how}</p>
              <pre>{incident.message}</pre>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
