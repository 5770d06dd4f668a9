import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { ProcessLoadsDocument } from '../../../gql/documents.generated.js';
import { processTitle } from './process-title.js';
import { useAskAgain } from './use-ask-again.js';

const ASK_AGAIN_MS = 10_000;

/** Which processes run now, and the way to each on its drawing. */
export function ProcessLoads() {
  const { t } = useTranslation(['operations', 'cases']);
  const [{ data }, ask] = useQuery({ query: ProcessLoadsDocument, requestPolicy: 'cache-and-network' });
  useAskAgain(ask, ASK_AGAIN_MS);
  const loads = data?.processLoads ?? [];
  if (loads.length === 0) return null;
  return (
    <section aria-labelledby="process-loads">
      <h2 id="process-loads">{t('byElement.running')}</h2>
      <ul className="ys-loads">
        {loads.map(({ processId, running, incidents }) => (
          <li key={processId}>
            <Link to={`/operations/${encodeURIComponent(processId)}`}>
              <span>{processTitle(processId, t)}</span>
              <strong className="number">{running}</strong>
              {incidents > 0 ? (
                <span className="ys-loads-bad">▲ {t('byElement.stopped', { count: incidents })}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
