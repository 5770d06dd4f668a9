import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import {
  type CaseClocksFragment,
  CaseUnitsTabDocument,
  type CaseUnitsTabQuery,
} from '../../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../../lib/format-time.js';
import { useLiveChanges } from '../../../lib/live-changes.js';
import { useNow } from '../../../lib/server-time.js';
import { SkeletonBar } from '../../../ui/skeleton.js';
import { BrokenState } from '../../../ui/states.js';
import { Tag } from '../../../ui/tag.js';
import { AddCoUnitsDialog } from './add-co-units-dialog.js';
import { AskedCell } from './asked-cell.js';
import { AssignmentClock } from './assignment-clock.js';
import { ExitCoUnitDialog } from './exit-co-unit-dialog.js';
import './units.css';

type Props = { found: CaseClocksFragment & { id: string; number: string }; onChanged: () => void };

/** The units of a case, lead and helpers: what each was asked, its limit, how far it is, and every contact with the requester. */
export function UnitsTab({ found, onChanged }: Props) {
  const { t } = useTranslation('cases');
  const [{ data, error }, ask] = useQuery({
    query: CaseUnitsTabDocument,
    variables: { id: found.id },
    requestPolicy: 'cache-and-network',
  });
  const reread = () => ask({ requestPolicy: 'network-only' });
  useLiveChanges('case', (change) => {
    if (!change || change.caseId === found.id) reread();
  });
  function changed() {
    reread();
    onChanged();
  }
  if (!data?.case && error) return <BrokenState error={error} kept={t('state.kept')} onRetry={reread} />;
  if (!data?.case) return <SkeletonBar width="100%" height={160} />;
  return <UnitsTable found={found} units={data.case} onChanged={changed} />;
}

function UnitsTable({ found, units, onChanged }: Props & { units: NonNullable<CaseUnitsTabQuery['case']> }) {
  const { t, i18n } = useTranslation('cases');
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; unit: string } | null>(null);
  const now = useNow(60_000);
  const at = (instant: string | null) =>
    instant ? (
      <time dateTime={instant} title={exactTime(instant, i18n.language)}>
        {shortDateTime(instant, now, i18n.language)}
      </time>
    ) : (
      <span className="soft">—</span>
    );
  function done(words: string) {
    void message.success(t(words));
    onChanged();
  }
  const heads = [
    'unit',
    'matter',
    'status',
    'limit',
    'assigned',
    'signed',
    'contacted',
    'submitted',
    'accepted',
  ] as const;
  const anyActs = units.assignments.some(({ actions }) => actions.length > 0);
  return (
    <div className="ys-case-part">
      {units.actions.includes('addCoUnits') ? (
        <div className="ys-units-head">
          <p className="soft">{t('coUnits.hint')}</p>
          <Button onClick={() => setAdding(true)}>{t('act.addCoUnits')}</Button>
        </div>
      ) : null}
      {units.assignments.length === 0 ? (
        <p className="soft">{t('unitsTab.empty')}</p>
      ) : (
        <table className="ys-case-table ys-units">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t(`unitsTab.${head}`)}
                </th>
              ))}
              {anyActs ? <th scope="col">{t('clocksTab.acts')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {units.assignments.map((one) => (
              <tr key={one.id} data-testid={`unit-${one.kind}`}>
                <th scope="row">
                  {one.unit.name}{' '}
                  <Tag {...(one.kind === 'LEAD' ? { tone: 'brand' as const } : {})}>
                    {t(`common:assignmentKind.${one.kind}`)}
                  </Tag>
                </th>
                <td data-label={t('unitsTab.matter')}>
                  <AskedCell assignment={one} />
                </td>
                <td data-label={t('unitsTab.status')}>{t(`common:assignmentStatus.${one.status}`)}</td>
                <td data-label={t('unitsTab.limit')}>
                  <AssignmentClock caseId={found.id} assignment={one} clocks={found.clocks} />
                </td>
                <td data-label={t('unitsTab.assigned')}>
                  {at(one.assignedAt)}{' '}
                  <span className="soft">{one.assignedBy?.name ?? t(`common:dispatchMode.${one.mode}`)}</span>
                </td>
                <td data-label={t('unitsTab.signed')}>{at(one.signedAt)}</td>
                <td data-label={t('unitsTab.contacted')}>{at(one.firstContactAt)}</td>
                <td data-label={t('unitsTab.submitted')}>{at(one.submittedAt)}</td>
                <td data-label={t('unitsTab.accepted')}>
                  {at(one.acceptedAt)} {one.acceptedBy ? <span className="soft">{one.acceptedBy.name}</span> : null}
                </td>
                {anyActs ? (
                  <td data-label={one.actions.length > 0 ? t('clocksTab.acts') : undefined}>
                    {one.actions.includes('exit') ? (
                      <Button size="small" onClick={() => setLeaving({ id: one.id, unit: one.unit.shortName })}>
                        {t('coUnits.exit')}
                      </Button>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('unitsTab.contacts')}</h3>
      {units.firstContacts.length === 0 ? <p className="soft">{t('unitsTab.noContacts')}</p> : null}
      <ul className="ys-case-contacts">
        {units.firstContacts.map((contact) => (
          <li key={contact.id}>
            {at(contact.contactedAt)} {contact.by?.name} · {t(`common:contactWay.${contact.way}`)} ·{' '}
            {t(`common:contactOutcome.${contact.outcome}`)} · {t('unitsTab.proof')} {contact.proof}
            {contact.note ? ` · ${contact.note}` : ''}
          </li>
        ))}
      </ul>
      {adding ? (
        <AddCoUnitsDialog
          caseId={found.id}
          number={found.number}
          onClose={() => setAdding(false)}
          onDone={() => done('coUnits.added')}
        />
      ) : null}
      {leaving ? (
        <ExitCoUnitDialog
          assignmentId={leaving.id}
          unit={leaving.unit}
          onClose={() => setLeaving(null)}
          onDone={() => done('coUnits.exited')}
        />
      ) : null}
    </div>
  );
}
