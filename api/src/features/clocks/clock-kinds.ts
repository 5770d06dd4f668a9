/** What can be limited; the same names head the columns of dmn_deadlines and the `clock` header of user tasks. */
export const CLOCK_KINDS = [
  'ACCEPT',
  'ANSWER',
  'HANDOVER',
  'DISPATCH',
  'SIGN',
  'FIRST_CONTACT',
  'REPLY',
  'HANDLE',
  'REWORK',
  'APPROVAL',
  'CLOSE_REVIEW',
  'FOLLOW_UP',
  'EXPLAIN_CLOSE',
  'WITHDRAWAL_CHECK',
  'VOID_APPROVAL',
  'INSTRUCTION',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const isClockKind = (text: string): text is ClockKind => (CLOCK_KINDS as readonly string[]).includes(text);
