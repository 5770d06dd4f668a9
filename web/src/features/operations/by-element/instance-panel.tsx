import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { OperatedInstanceDocument, ProposeCancellationDocument } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { usePermission } from '../../../lib/session.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { TimeAgo } from '../../../ui/time-ago.js';
import { ActFrame } from './act-frame.js';
import { elementName } from './element-name.js';
import type { Instance } from './instance.js';
import { InstanceIncidents } from './instance-incidents.js';
import { InstanceVariables } from './instance-variables.js';
import { InterventionCard } from './intervention-card.js';
import { MoveDialog } from './move-dialog.js';
import { processTitle } from './process-title.js';
import { useAskAgain } from './use-ask-again.js';
import { VariablesDialog } from './variables-dialog.js';

type Act = { kind: 'move'; token: Instance['standing'][number] } | { kind: 'set'; name: string } | { kind: 'cancel' };
type Props = { instanceKey: string; onClose: () => void; onChanged: () => void };

const ASK_AGAIN_MS = 4_000;

/** One running instance: where it stands, why it stands still, what it knows, and what can be done by hand. */
export function InstancePanel({ instanceKey, onClose, onChanged }: Props) {
  const { t, i18n } = useTranslation(['operations', 'cases']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: OperatedInstanceDocument,
    variables: { key: instanceKey },
    requestPolicy: 'cache-and-network',
  });
  const [act, setAct] = useState<Act | null>(null);
  const instance = data?.operatedInstance;

  useAskAgain(ask, ASK_AGAIN_MS);

  const changed = () => {
    ask({ requestPolicy: 'network-only' });
    onChanged();
  };
  const nameOf = (elementId: string) =>
    elementName(elementId, instance?.targets.find((target) => target.elementId === elementId)?.name, t, i18n.language);

  return (
    <Drawer
      open
      size={560}
      title={
        instance ? t('instance.title', { process: processTitle(instance.processId, t), version: instance.version }) : ''
      }
      onClose={onClose}
    >
      {instance ? (
        <div className="ys-instance">
          <Facts instance={instance} />
          <InstanceIncidents incidents={instance.incidents} nameOf={nameOf} onRetried={changed} />
          <Standing instance={instance} nameOf={nameOf} onMove={(token) => setAct({ kind: 'move', token })} />
          <History instance={instance} onChanged={changed} />
          <InstanceVariables
            variables={instance.variables}
            running={instance.state === 'ACTIVE'}
            onChange={(name) => setAct({ kind: 'set', name })}
          />
          <Cancel instance={instance} onCancel={() => setAct({ kind: 'cancel' })} />
        </div>
      ) : error ? (
        <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      ) : fetching ? (
        <SkeletonText lines={8} />
      ) : (
        <EmptyState title={t('instance.gone')} />
      )}
      {instance && act?.kind === 'move' ? (
        <MoveDialog
          instance={instance}
          token={act.token}
          nameOf={nameOf}
          onClose={() => setAct(null)}
          onDone={changed}
        />
      ) : null}
      {instance && act?.kind === 'set' ? (
        <VariablesDialog instance={instance} name={act.name} onClose={() => setAct(null)} onDone={changed} />
      ) : null}
      {instance && act?.kind === 'cancel' ? (
        <ActFrame
          title={t('act.cancelTitle')}
          verb={t('act.propose')}
          danger
          text={t(instance.processId === 'case-main' ? 'act.cancelRouteText' : 'act.cancelText')}
          done={t('act.proposed')}
          send={(reason) => plainClient.mutation(ProposeCancellationDocument, { instanceKey, reason }).toPromise()}
          onClose={() => setAct(null)}
          onDone={changed}
        />
      ) : null}
    </Drawer>
  );
}

function Facts({ instance }: { instance: Instance }) {
  const { t } = useTranslation('operations');
  const mayRead = usePermission('readCases');
  const { caseNumber, startedAt, state } = instance;
  return (
    <p className="ys-instance-facts">
      {caseNumber && mayRead ? (
        <Link to={`/cases/${caseNumber}`} className="number">
          {caseNumber}
        </Link>
      ) : (
        <span className="number">{caseNumber ?? t('noCase')}</span>
      )}
      <span>{t(`instance.state.${state}`)}</span>
      {startedAt ? (
        <span className="soft">
          {t('instance.started')}
          <TimeAgo at={startedAt} />
        </span>
      ) : null}
      <span className="soft small">{instance.key}</span>
    </p>
  );
}

function Standing(props: {
  instance: Instance;
  nameOf: (elementId: string) => string;
  onMove: (token: Instance['standing'][number]) => void;
}) {
  const { t } = useTranslation('operations');
  const mayPropose = usePermission('retryOperations');
  const { standing, targets, state } = props.instance;
  if (state !== 'ACTIVE') return null;
  const movable = (elementId: string) => targets.some((target) => target.elementId === elementId);
  return (
    <section aria-labelledby="instance-standing">
      <h3 id="instance-standing">{t('instance.standing')}</h3>
      {standing.length === 0 ? <p className="soft">{t('instance.between')}</p> : null}
      <ul className="ys-instance-list">
        {standing.map((token) => (
          <li key={token.elementInstanceKey}>
            <span>{props.nameOf(token.elementId)}</span>
            <span className="soft">
              <TimeAgo at={token.since} />
            </span>
            {mayPropose && movable(token.elementId) ? (
              <Button size="small" onClick={() => props.onMove(token)}>
                {t('act.move')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History(props: { instance: Instance; onChanged: () => void }) {
  const { t } = useTranslation('operations');
  const { interventions } = props.instance;
  if (interventions.length === 0) return null;
  return (
    <section aria-labelledby="instance-history">
      <h3 id="instance-history">{t('instance.history')}</h3>
      <ul className="ys-problems">
        {interventions.map((intervention) => (
          <InterventionCard key={intervention.id} intervention={intervention} onChanged={props.onChanged} />
        ))}
      </ul>
    </section>
  );
}

function Cancel({ instance, onCancel }: { instance: Instance; onCancel: () => void }) {
  const { t } = useTranslation('operations');
  const mayPropose = usePermission('retryOperations');
  if (!mayPropose || instance.state !== 'ACTIVE') return null;
  if (instance.isCalled) return <p className="soft">{t('instance.called')}</p>;
  return (
    <div>
      <Button danger onClick={onCancel}>
        {t('act.cancel')}
      </Button>
    </div>
  );
}
