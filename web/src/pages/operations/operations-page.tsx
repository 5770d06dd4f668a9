import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { PendingInterventions } from '../../features/operations/by-element/pending-interventions.js';
import { ProcessLoads } from '../../features/operations/by-element/process-loads.js';
import { OpenIncidents } from '../../features/operations/open-incidents.js';
import '../../features/operations/operations.css';
import { StandingAlarms } from '../../features/operations/standing-alarms.js';
import { StuckCommands } from '../../features/operations/stuck-commands.js';
import { hasProblem, SystemFacts } from '../../features/operations/system-facts.js';
import { OperationsDocument } from '../../gql/documents.generated.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, FineState } from '../../ui/states.js';

const ASK_AGAIN_MS = 5000;

/** What the relay, the intake and the engine could not do by themselves, and trying it again. */
export function OperationsPage() {
  const { t } = useTranslation('operations');
  const [{ data, error, fetching }, ask] = useQuery({ query: OperationsDocument, requestPolicy: 'cache-and-network' });
  const reread = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);

  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);
  // Nothing tells a browser about the engine; while the page is looked at it asks.
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reread(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reread]);

  if (!data && error) return <BrokenState error={error} onRetry={reread} />;
  const report = data?.operations;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button icon={<ReloadOutlined aria-hidden="true" />} loading={fetching && !data} onClick={reread}>
            {t('common:action.refresh')}
          </Button>
        }
      />
      <div className="ys-operations">
        {report ? (
          <>
            {error ? (
              <p role="alert" className="ys-field-error">
                {t('stale')}
              </p>
            ) : null}
            <SystemFacts report={report} />
            <PendingInterventions />
            <StandingAlarms alarms={report.alarms} onResolved={reread} />
            <StuckCommands commands={report.stuckCommands} onRetried={reread} />
            <OpenIncidents incidents={report.incidents} onRetried={reread} />
            {hasProblem(report) || error ? null : <FineState title={t('fine')} text={t('fineText')} />}
            <ProcessLoads />
          </>
        ) : (
          <SkeletonText lines={6} />
        )}
      </div>
    </>
  );
}
