import { useTranslation } from 'react-i18next';
import type { CaseClocksFragment, CaseUnitsFragment } from '../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { AssignmentClock } from './clocks/assignment-clock.js';

type Props = { found: CaseUnitsFragment & CaseClocksFragment & { id: string } };

/** Which units worked on it, since when, and every contact with the requester. */
export function UnitsTab({ found }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  const at = (instant: string | null) =>
    instant ? (
      <time dateTime={instant} title={exactTime(instant, i18n.language)}>
        {shortDateTime(instant, now, i18n.language)}
      </time>
    ) : (
      <span className="soft">—</span>
    );
  const heads = ['unit', 'role', 'status', 'limit', 'assigned', 'signed', 'contacted', 'submitted', 'basis'] as const;
  return (
    <div className="ys-case-part">
      {found.assignments.length === 0 ? (
        <p className="soft">{t('unitsTab.empty')}</p>
      ) : (
        <table className="ys-case-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t(`unitsTab.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.assignments.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.unit.name}</th>
                <td data-label={t('unitsTab.role')}>{t(`common:assignmentKind.${one.kind}`)}</td>
                <td data-label={t('unitsTab.status')}>{t(`common:assignmentStatus.${one.status}`)}</td>
                <td data-label={t('unitsTab.limit')}>
                  <AssignmentClock caseId={found.id} assignment={one} clocks={found.clocks} />
                </td>
                <td data-label={t('unitsTab.assigned')}>
                  {at(one.assignedAt)} <span className="soft">{t(`common:dispatchMode.${one.mode}`)}</span>
                </td>
                <td data-label={t('unitsTab.signed')}>{at(one.signedAt)}</td>
                <td data-label={t('unitsTab.contacted')}>{at(one.firstContactAt)}</td>
                <td data-label={t('unitsTab.submitted')}>{at(one.submittedAt)}</td>
                <td data-label={t('unitsTab.basis')}>{one.legalBasis || <span className="soft">—</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('unitsTab.contacts')}</h3>
      {found.firstContacts.length === 0 ? <p className="soft">{t('unitsTab.noContacts')}</p> : null}
      <ul className="ys-case-contacts">
        {found.firstContacts.map((contact) => (
          <li key={contact.id}>
            {at(contact.contactedAt)} {contact.by?.name} · {t(`common:contactWay.${contact.way}`)} ·{' '}
            {t(`common:contactOutcome.${contact.outcome}`)} · {t('unitsTab.proof')} {contact.proof}
            {contact.note ? ` · ${contact.note}` : ''}
          </li>
        ))}
      </ul>
    </div>
  );
}
