import { Select } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ElementDiagram } from '../../features/operations/by-element/element-diagram.js';
import { ElementList } from '../../features/operations/by-element/element-list.js';
import { elementName } from '../../features/operations/by-element/element-name.js';
import { InstancePanel } from '../../features/operations/by-element/instance-panel.js';
import { processTitle } from '../../features/operations/by-element/process-title.js';
import { StandingTokens } from '../../features/operations/by-element/standing-tokens.js';
import { useAskAgain } from '../../features/operations/by-element/use-ask-again.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/operations/operations.css';
import { ElementLoadsDocument, OperatedProcessDocument, ProcessLoadsDocument } from '../../gql/documents.generated.js';
import type { DrawnElement } from '../../ui/bpmn/bpmn-canvas.js';
import { LinkButton } from '../../ui/link-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const ASK_AGAIN_MS = 5_000;

/** Where everything of one process stands now, on its drawing, and down to the single instance. */
export function ProcessOperationsPage() {
  const { t, i18n } = useTranslation(['operations', 'cases']);
  const { processId = '' } = useParams();
  const navigate = useNavigate();
  const [address, setAddress] = useAddress();
  const [drawn, setDrawn] = useState<DrawnElement[]>([]);
  const [{ data, error, fetching }, again] = useQuery({ query: OperatedProcessDocument, variables: { processId } });
  const [{ data: counted }, count] = useQuery({
    query: ElementLoadsDocument,
    variables: { processId },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: all }] = useQuery({ query: ProcessLoadsDocument, requestPolicy: 'cache-and-network' });
  const recount = useCallback(() => count({ requestPolicy: 'network-only' }), [count]);
  const title = processTitle(processId, t);
  const process = data?.operatedProcess;
  const loads = counted?.elementLoads ?? [];
  const chosen = address.get('element');
  const instanceKey = address.get('instance');

  useEffect(() => {
    document.title = `${t('byElement.title', { process: title })} · ${t('common:product.name')}`;
  }, [t, title]);
  useAskAgain(count, ASK_AGAIN_MS);

  const names = useMemo(() => new Map(drawn.map(({ id, name }) => [id, name])), [drawn]);
  const nameOf = useCallback(
    (id: string) => elementName(id, names.get(id), t, i18n.language),
    [names, t, i18n.language],
  );
  const go = (changes: Record<string, string | null>) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );

  if (!process && error) return <BrokenState error={error} onRetry={() => again({ requestPolicy: 'network-only' })} />;
  if (!process && !fetching)
    return (
      <EmptyState
        title={t('byElement.unknown', { process: processId })}
        actions={<LinkButton to="/operations">{t('byElement.back')}</LinkButton>}
      />
    );
  const choices = [...new Set([processId, ...(all?.processLoads ?? []).map((load) => load.processId)])];
  const load = loads.find(({ elementId }) => elementId === chosen);
  return (
    <>
      <PageHeader
        title={t('byElement.title', { process: title })}
        actions={
          <>
            <Select
              aria-label={t('byElement.choose')}
              value={processId}
              popupMatchSelectWidth={false}
              onChange={(id) => navigate(`/operations/${encodeURIComponent(id)}`)}
              options={choices.map((id) => ({ value: id, label: processTitle(id, t) }))}
            />
            <LinkButton to="/operations">{t('byElement.back')}</LinkButton>
          </>
        }
      />
      <div className="ys-operations ys-by-element">
        {process ? (
          <ElementDiagram
            xml={process.xml}
            label={t('byElement.title', { process: title })}
            loads={loads}
            chosen={chosen}
            onChoose={(id) => go({ element: id, instance: null })}
            onDrawn={setDrawn}
          />
        ) : (
          <SkeletonText lines={8} />
        )}
        <div className="ys-by-element-lists">
          <ElementList
            loads={loads}
            drawn={drawn}
            chosen={chosen}
            nameOf={nameOf}
            onChoose={(id) => go({ element: id, instance: null })}
          />
          {chosen ? (
            <section aria-labelledby="standing-here">
              <h2 id="standing-here">{t('byElement.here', { element: nameOf(chosen), count: load?.count ?? 0 })}</h2>
              <StandingTokens
                key={chosen}
                processId={processId}
                elementId={chosen}
                count={load?.count ?? 0}
                onOpen={(key) => go({ instance: key })}
              />
            </section>
          ) : loads.length > 0 ? (
            <p className="soft">{t('byElement.hint')}</p>
          ) : null}
        </div>
      </div>
      {instanceKey ? (
        <InstancePanel instanceKey={instanceKey} onClose={() => go({ instance: null })} onChanged={recount} />
      ) : null}
    </>
  );
}
