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
  'SUPERVISION_ANSWER',
  'JOINT_MEETING',
  'LEADER_INSTRUCTION',
  'RETURN_RULING',
  'CO_HANDLE',
  'EXTENSION_REVIEW',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Spans of dmn_deadlines: those of the clocks, and how far HANDLE may be extended at once (none: not at all). */
export const SPAN_KINDS = [...CLOCK_KINDS, 'EXTENSION'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** Promises to the citizen; the others are limits of the city's own steps. Only these may stand still. */
export const PAUSABLE_KINDS: readonly ClockKind[] = ['HANDLE', 'REPLY'];

export const isClockKind = (text: string): text is ClockKind => (CLOCK_KINDS as readonly string[]).includes(text);
