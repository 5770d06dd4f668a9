import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseSupervisionFragment } from '../../../gql/documents.generated.js';
import { InspectionFacts } from '../../../ui/supervision/inspection-facts.js';
import { OrderFacts } from '../../../ui/supervision/order-facts.js';
import '../../../ui/supervision/supervision.css';
import { CallLine } from '../calls/call-line.js';
import '../supervision-desk.css';
import { type CoShare, helpersOf } from '../supervised-helpers.js';
import { SupervisionActs } from '../supervision-acts.js';

type Props = {
  found: CaseSupervisionFragment & {
    id: string;
    number: string;
    closedAt: string | null;
    assignments: readonly CoShare[];
    clocks: Parameters<typeof OrderFacts>[0]['clocks'];
    tasks: readonly { id: string; subjectId: string | null; state: string; actions: readonly string[] }[];
  };
  onChanged: () => void;
};

/** Handing a task on is no work on the order. */
const isWork = (action: string): boolean => action === 'claim' || action === 'complete';

/** 督办 of one case: its orders with everything they say, calls, inspections, and what the reader may do. */
export function SupervisionTab({ found, onChanged }: Props) {
  const { t } = useTranslation('supervision');
  const { supervisionOrders: orders, inspections, outboundCalls: calls } = found;
  return (
    <div className="ys-case-part">
      <SupervisionActs
        caseId={found.id}
        number={found.number}
        actions={found.supervisionActions}
        helpers={helpersOf(found.assignments, orders)}
        onDone={onChanged}
      />
      <section className="ys-orders" aria-labelledby="case-orders" style={{ marginTop: 12 }}>
        <h2 id="case-orders">{t('case.orders')}</h2>
        {orders.length === 0 ? (
          <p className="soft">{t(found.closedAt ? 'case.noOrdersEver' : 'case.noOrders')}</p>
        ) : null}
        {orders.map((order) => (
          <div key={order.id} className="ys-order-and-task">
            <OrderFacts caseId={found.id} order={order} clocks={found.clocks} />
            {found.tasks
              .filter((task) => task.subjectId === order.id && task.actions.some(isWork))
              .map((task) => (
                <Link key={task.id} to={`/tasks/${task.id}`}>
                  {t('case.toTask')}
                </Link>
              ))}
          </div>
        ))}
      </section>
      {inspections.length > 0 ? (
        <section className="ys-orders" aria-labelledby="case-inspections">
          <h2 id="case-inspections">{t('case.inspections')}</h2>
          {inspections.map((inspection) => (
            <InspectionFacts key={inspection.id} inspection={inspection} />
          ))}
        </section>
      ) : null}
      {calls.length > 0 ? (
        <section aria-labelledby="case-calls">
          <h2 id="case-calls">{t('case.calls')}</h2>
          <ul className="ys-calls">
            {calls.map((call) => (
              <CallLine key={call.id} call={call} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
