import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { OpenInterventionsDocument } from '../../../gql/documents.generated.js';
import { InterventionCard } from './intervention-card.js';
import { useAskAgain } from './use-ask-again.js';

const ASK_AGAIN_MS = 3_000;

/** Interventions that wait for a second person, or that the engine did not take. */
export function PendingInterventions() {
  const { t } = useTranslation('operations');
  const [{ data }, ask] = useQuery({ query: OpenInterventionsDocument, requestPolicy: 'cache-and-network' });
  useAskAgain(ask, ASK_AGAIN_MS);
  const open = data?.interventions.nodes ?? [];
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="pending-interventions">
      <h2 id="pending-interventions">{t('act.pending', { count: open.length })}</h2>
      <ul className="ys-problems">
        {open.map((intervention) => (
          <InterventionCard
            key={intervention.id}
            intervention={intervention}
            onChanged={() => ask({ requestPolicy: 'network-only' })}
          />
        ))}
      </ul>
    </section>
  );
}
