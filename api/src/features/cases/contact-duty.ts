import type { Sql } from '../../database/database.js';
import { type ContactOnRecord, contactIsProven } from './first-contact.model.js';

export interface ContactDuty {
  contacts: ContactOnRecord[];
  /** Reached, tried often enough, or nobody there to reach: nothing is left to do. */
  done: boolean;
}

/** How the duty to contact the citizen first stands (主动联系, Beijing 条例 article 15). */
export async function contactDutyOf(sql: Sql, caseId: string): Promise<ContactDuty> {
  const [requester] = await sql<{ anonymous: boolean; hasPhone: boolean }[]>`
    /* reachabilityOfRequester */
    select r.kind = 'ANONYMOUS' as anonymous, r.phone_cipher is not null as "hasPhone"
    from requesters r
    where r.id = (select c.requester_id from cases c where c.id = ${caseId})`;
  const contacts = await sql<ContactOnRecord[]>`
    /* contactsOfCase */
    select outcome, contacted_at as "contactedAt"
    from first_contacts
    where case_id = ${caseId}`;
  return { contacts, done: requester !== undefined && contactIsProven(contacts, requester) };
}
