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

/**
 * Clocks of a case itself that its light can follow, the one that governs first. The order is of kinds, never of due moments:
 * a limit that is moved does not hand the case over to another. The promise of handling comes first, then the centre's steps
 * after the reply and before a unit has the case, then the unit's smaller limits. What limits helpers beside the route
 * (approvals, co-units, supervision) governs no case.
 */
export const GOVERNING_KINDS: readonly ClockKind[] = [
  'HANDLE',
  'REWORK',
  'CLOSE_REVIEW',
  'FOLLOW_UP',
  'EXPLAIN_CLOSE',
  'DISPATCH',
  'HANDOVER',
  'ANSWER',
  'ACCEPT',
  'SIGN',
  'REPLY',
  'FIRST_CONTACT',
];

export const isClockKind = (text: string): text is ClockKind => (CLOCK_KINDS as readonly string[]).includes(text);
