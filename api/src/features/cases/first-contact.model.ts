/** Attempts that stand for a contact when nobody answers, as in the follow-up call (domain.md section 3.4 step 9). */
export const ATTEMPTS_NEEDED = 3;
/** Two calls one after the other are one attempt. */
export const MINUTES_BETWEEN_ATTEMPTS = 10;

export interface ContactOnRecord {
  outcome: string;
  /** When it was made, not when it was written down. */
  contactedAt: Date;
}

/** How many attempts without an answer lie far enough apart to count, whatever their order on record. */
export function countedAttempts(contacts: readonly ContactOnRecord[]): number {
  const times = contacts
    .filter(({ outcome }) => outcome === 'NOT_REACHED')
    .map(({ contactedAt }) => contactedAt.getTime())
    .sort((left, right) => left - right);
  let counted = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    if (at - last < MINUTES_BETWEEN_ATTEMPTS * 60_000) continue;
    counted += 1;
    last = at;
  }
  return counted;
}

/** Whether the duty to contact the citizen first is done: reached, tried often enough, or nobody there to reach. */
export function contactIsProven(
  contacts: readonly ContactOnRecord[],
  requester: { anonymous: boolean; hasPhone: boolean },
): boolean {
  if (requester.anonymous && !requester.hasPhone) return true;
  if (contacts.some(({ outcome }) => outcome === 'REACHED')) return true;
  return countedAttempts(contacts) >= ATTEMPTS_NEEDED;
}
