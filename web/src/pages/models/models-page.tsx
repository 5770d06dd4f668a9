import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DeployedModel } from '../../features/models/deployed-model.js';
import '../../features/models/models.css';
import { ModelsDocument } from '../../gql/documents.generated.js';
import { exactTime } from '../../lib/format-time.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const FIRST = 'case-main';

/** Every process as it is deployed now: its name and version, and its drawing. */
export function ModelsPage() {
  const { t, i18n } = useTranslation(['operations', 'cases']);
  const [{ data, error }, ask] = useQuery({ query: ModelsDocument, requestPolicy: 'cache-and-network' });
  const [chosen, choose] = useState(FIRST);
  useEffect(() => {
    document.title = `${t('models.title')} · ${t('common:product.name')}`;
  }, [t]);

  if (!data && error) return <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <SkeletonText lines={8} />;
  const models = data.processDefinitions.toSorted((one, other) => rank(one.processId) - rank(other.processId));
  return (
    <>
      <PageHeader title={t('models.title')} extra={<span className="soft">{t('models.extra')}</span>} />
      {models.length === 0 ? (
        <EmptyState title={t('models.none')} text={t('models.noneText')} />
      ) : (
        <div className="ys-models">
          <ul aria-label={t('models.title')}>
            {models.map(({ id, processId, name, version, deployedAt }) => (
              <li key={id}>
                <button type="button" aria-pressed={processId === chosen} onClick={() => choose(processId)}>
                  {t(`cases:processName.${processId}`, { defaultValue: name })}
                  <span className="soft small" title={exactTime(deployedAt, i18n.language)}>
                    {processId} · {t('models.version', { version })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <DeployedModel processId={chosen} />
        </div>
      )}
    </>
  );
}

/** The way of a case first, the others as they come. */
const rank = (processId: string) => (processId === FIRST ? 0 : 1);
