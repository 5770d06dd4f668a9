import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ApproveInterventionDocument,
  type InterventionFieldsFragment,
  RejectInterventionDocument,
} from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { TimeAgo } from '../../../ui/time-ago.js';
import { ActFrame } from './act-frame.js';
import { elementName } from './element-name.js';
import { processTitle } from './process-title.js';

type Props = {
  intervention: InterventionFieldsFragment;
  onChanged: () => void;
};

/** What was proposed, by whom, why, and what came of it; a second person decides here. */
export function InterventionCard({ intervention, onChanged }: Props) {
  const { t, i18n } = useTranslation(['operations', 'cases']);
  const [act, setAct] = useState<'approve' | 'reject' | null>(null);
  const { id, number, kind, state, mine, mayDecide, failure } = intervention;
  return (
    <li className="ys-problem ys-intervention" data-state={state}>
      <div className="ys-problem-head">
        <strong>{t(`act.kind.${kind}`)}</strong>
        <span className="number">{number}</span>
        <span className="ys-intervention-state">{t(`act.state.${state}`)}</span>
        <span className="soft">
          <TimeAgo at={intervention.proposedAt} />
        </span>
      </div>
      <p>{whatWords(intervention, t, i18n.language)}</p>
      <p className="soft">
        {t('act.about', {
          process: processTitle(intervention.processId, t),
          case: intervention.caseNumber ?? t('noCase'),
        })}
      </p>
      <p>
        {t('act.by', { person: intervention.proposedBy })}
        {intervention.reason}
      </p>
      {intervention.decidedBy ? (
        <p>
          {t(state === 'REJECTED' ? 'act.rejectedBy' : 'act.approvedBy', { person: intervention.decidedBy })}
          {intervention.decisionNote}
        </p>
      ) : null}
      {failure ? <p className="ys-loads-bad">{t(`act.failure.${failure}`, { defaultValue: failure })}</p> : null}
      {state === 'PROPOSED' && mine ? <p className="soft">{t('act.waits')}</p> : null}
      {mayDecide ? (
        <div className="ys-intervention-acts">
          <Button size="small" danger onClick={() => setAct('reject')}>
            {t('act.reject')}
          </Button>
          <Button size="small" type="primary" onClick={() => setAct('approve')}>
            {t('act.approve')}
          </Button>
        </div>
      ) : null}
      {act ? (
        <ActFrame
          title={t(`act.${act}Title`, { number })}
          verb={t(`act.${act}`)}
          danger={act === 'reject' || kind === 'CANCEL_INSTANCE'}
          text={whatWords(intervention, t, i18n.language)}
          done={t(`act.${act}Done`)}
          needsReason={act === 'reject'}
          reasonLabel={t(act === 'reject' ? 'act.reason' : 'act.note')}
          send={(note) =>
            act === 'reject'
              ? plainClient.mutation(RejectInterventionDocument, { id, note }).toPromise()
              : plainClient.mutation(ApproveInterventionDocument, { id, note: note || null }).toPromise()
          }
          onClose={() => setAct(null)}
          onDone={onChanged}
        />
      ) : null}
    </li>
  );
}

function whatWords(
  { kind, what }: InterventionFieldsFragment,
  t: TFunction<['operations', 'cases']>,
  language: string,
): string {
  const facts = what as {
    from?: string;
    fromName?: string;
    to?: string;
    toName?: string;
    values?: Record<string, unknown>;
  };
  const name = (id = '', drawn = '') => elementName(id, drawn, t, language);
  if (kind === 'MOVE_TOKEN')
    return t('act.whatMove', { from: name(facts.from, facts.fromName), to: name(facts.to, facts.toName) });
  if (kind === 'CANCEL_INSTANCE') return t('act.whatCancel');
  const values = Object.entries(facts.values ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return t('act.whatSet', { values: values.join('; ') });
}
