import { useTranslation } from 'react-i18next';
import { InspectionFacts } from '../../ui/supervision/inspection-facts.js';
import { OrderFacts } from '../../ui/supervision/order-facts.js';
import type { ViewedTask } from './task-header.js';

const KINDS = [
  'answerSupervision',
  'reviewSupervision',
  'signSupervision',
  'holdJointMeeting',
  'writeInstruction',
  'approveHandoverFirst',
  'approveHandoverSecond',
  'inspectOnSite',
];

/** Whether a task of this kind belongs to a supervision order or an inspection. */
export const isSupervision = (kind: string): boolean => KINDS.includes(kind);

/** What the task is about: the order with all it says and what was answered so far, or what is to be looked at. */
export function SupervisionAsked({ task }: { task: ViewedTask }) {
  const { t } = useTranslation('tasks');
  const { case: of, subjectId, kind } = task;
  const order = of.supervisionOrders.find(({ id }) => id === subjectId);
  const inspection = of.inspections.find(({ id }) => id === subjectId);
  if (!order && !inspection) return null;
  return (
    <section aria-labelledby="task-supervision" className="ys-orders">
      <h3 id="task-supervision">{t(inspection ? 'supervision.inspection' : 'supervision.order')}</h3>
      {kind === 'inspectOnSite' ? null : <p className="soft">{t(`supervision.ask.${kind}`)}</p>}
      {order ? <OrderFacts caseId={of.id} order={order} clocks={of.clocks} /> : null}
      {inspection ? <InspectionFacts inspection={inspection} /> : null}
    </section>
  );
}
