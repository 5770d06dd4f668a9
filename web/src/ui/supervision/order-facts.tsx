import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SupervisionOrderFactsFragment } from '../../gql/documents.generated.js';
import { dayInWords, exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { Tag } from '../tag.js';
import { AnswerDue } from './answer-due.js';
import { LevelTag } from './level-tag.js';
import { isLiveOrder, standingOf, stepsOf } from './order-steps.js';
import './supervision.css';

const TONES: Readonly<Record<string, 'red' | 'brand'>> = {
  OPEN: 'red',
  SIGNED: 'red',
  ANSWERED: 'brand',
  ACCEPTED: 'brand',
};

type Props = {
  caseId: string;
  order: SupervisionOrderFactsFragment;
  clocks: Parameters<typeof AnswerDue>[0]['clocks'];
};

/** Everything an order says: level, why, what is asked of whom by when, what was done, and what it ended with. */
export function OrderFacts({ caseId, order, clocks }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const at = (instant: string) => (
    <time dateTime={instant} title={exactTime(instant, i18n.language)}>
      {shortDateTime(instant, now, i18n.language)}
    </time>
  );
  const facts: [label: string, value: ReactNode][] = [];
  const say = (label: string, value: ReactNode) => {
    if (value) facts.push([t(`order.${label}`), value]);
  };
  say('trigger', t(`supervisionTrigger.${order.step && order.trigger === 'RED' ? 'RED_STEP' : order.trigger}`));
  say('lateStep', order.step && t(`clock.${order.step}`));
  say('reason', order.reason);
  say('raised', order.requestedLevel < order.level && t('order.raisedFrom', { level: order.requestedLevel }));
  say('misconduct', order.misconduct && t(`misconduct.${order.misconduct}`));
  if (order.level < 5) {
    say('answerer', order.atDesk ? t('order.atDesk') : (order.unit?.shortName ?? t('order.dutyDesk')));
    say(
      `due.${order.limitKind ?? 'SUPERVISION_ANSWER'}`,
      order.answerDueAt && <AnswerDue caseId={caseId} order={order} clocks={clocks} />,
    );
  }
  say('meetingUnits', order.meetingUnits);
  say('minutes', order.minutes);
  say('newDueOn', order.newDueOn && dayInWords(order.newDueOn, i18n.language));
  say('measure', order.measure && t(`supervisionMeasure.${order.measure}`));
  say('instruction', order.instruction);
  say('committedOn', order.committedOn && dayInWords(order.committedOn, i18n.language));
  say('refusal', order.refusal);
  say('answer', order.answer);
  say('linked', order.linkedCases.length > 0 && <LinkedCases cases={order.linkedCases} />);
  const live = isLiveOrder(order);
  return (
    <article className="ys-order" data-testid={`order-L${order.level}`} data-over={!live || undefined}>
      <header className="ys-order-head">
        <LevelTag level={order.level} />
        <b className="number">{order.number}</b>
        <Tag {...(TONES[order.state] ? { tone: TONES[order.state] } : {})}>
          {t(`supervisionState.${standingOf(order)}`)}
        </Tag>
      </header>
      <dl className="ys-facts">
        {facts.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd className="ys-order-words">{value}</dd>
          </Fragment>
        ))}
      </dl>
      {order.level === 5 ? <Approvals order={order} at={at} /> : null}
      <p className="soft small">
        {stepsOf(order).map((step, index) => (
          <Fragment key={step.what}>
            {index > 0 ? ' → ' : null}
            {step.by ? t(`order.step.${step.what}By`, { by: step.by.name }) : t(`order.step.${step.what}`)}{' '}
            {at(step.at)}
          </Fragment>
        ))}
      </p>
      {order.state === 'ACCEPTED' && order.level < 5 ? (
        <p className="ys-order-waits" role="note">
          {t(order.step ? 'order.waitsForStep' : 'order.waitsForReply')}
        </p>
      ) : null}
    </article>
  );
}

function LinkedCases({ cases }: { cases: SupervisionOrderFactsFragment['linkedCases'] }) {
  return (
    <ul>
      {cases.map((one) => (
        <li key={one.id}>
          <Link to={`/cases/${one.number}`} className="number">
            {one.number}
          </Link>{' '}
          {one.title}
        </li>
      ))}
    </ul>
  );
}

/** Who of the two agreed, and the record that the sealed evidence was handed over; never a verdict. */
function Approvals({ order, at }: { order: SupervisionOrderFactsFragment; at: (instant: string) => ReactNode }) {
  const { t } = useTranslation();
  const { approvals, handover } = order;
  const waits = isLiveOrder(order) && !handover && approvals.every(({ approved }) => approved);
  return (
    <div className="ys-order-approvals">
      <ul>
        {approvals.map((one) => (
          <li key={one.step}>
            {t(one.approved ? 'order.approved' : 'order.disapproved', {
              step: one.step,
              by: one.by?.name ?? t('word.unknown'),
            })}{' '}
            <span className="soft small">{at(one.at)}</span>
            {one.comment ? <div className="ys-order-words">{one.comment}</div> : null}
          </li>
        ))}
        {waits ? <li className="soft">{t('order.approvalsLeft', { count: 2 - approvals.length })}</li> : null}
      </ul>
      {handover ? (
        <dl className="ys-facts" data-testid="handover">
          <dt>{t('order.handedOver')}</dt>
          <dd>{at(handover.at)}</dd>
          <dt>{t('order.evidence')}</dt>
          <dd>{t('order.evidenceEvents', { count: handover.events })}</dd>
          <dt>SHA-256</dt>
          <dd>
            <code>{handover.sha256}</code>
          </dd>
          <dt>{t('order.lastHash')}</dt>
          <dd>
            <code>{handover.lastEventHash}</code>
          </dd>
        </dl>
      ) : null}
    </div>
  );
}
