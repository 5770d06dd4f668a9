/** What people may choose not to hear of, by what it is about. */
export type NoticeGroup = 'TASKS' | 'DEADLINES' | 'SUPERVISION' | 'CASES' | 'CALENDAR';

/**
 * The group by which a kind of notice can be switched off. What is not here always comes: tasks handed to me or sent back
 * to me, supervision orders and reminders that I must answer, instructions and emergencies.
 */
const GROUPS: Readonly<Record<string, NoticeGroup>> = {
  'task.canceled': 'TASKS',
  'task.holderLeft': 'TASKS',
  'clock.yellow': 'DEADLINES',
  'clock.reminder': 'DEADLINES',
  'clock.red': 'DEADLINES',
  'clock.overdueDay': 'DEADLINES',
  'clock.paused': 'DEADLINES',
  'clock.resumed': 'DEADLINES',
  'supervision.answered': 'SUPERVISION',
  'supervision.accepted': 'SUPERVISION',
  'supervision.unanswered': 'SUPERVISION',
  'supervision.callExhausted': 'SUPERVISION',
  'supervision.noDutyPhone': 'SUPERVISION',
  'case.urged': 'CASES',
  'case.supplemented': 'CASES',
  'case.withdrawalRequested': 'CASES',
  'case.extensionDecided': 'CASES',
  'clock.calendarMoved': 'CALENDAR',
  'calendar.recalculated': 'CALENDAR',
};

/**
 * Kinds that come again and again while nobody acts, with the detail that keeps their lines apart within a case. The newest
 * takes the place of the unread older one. What each calls for an act of its own (a task, a reminder, an urge) stays a line each.
 */
const GATHERED: Readonly<Record<string, string | null>> = {
  'clock.yellow': 'clock',
  'clock.reminder': 'clock',
  'clock.red': 'clock',
  'clock.overdueDay': 'clock',
  'supervision.opened': null,
  'supervision.unanswered': null,
  'supervision.callExhausted': null,
  'supervision.noDutyPhone': null,
};

/** What notices of one line have in common; null: it is a line of its own. */
export function gatheredBy(kind: string, caseId: string | null, details: Record<string, unknown>): string | null {
  if (caseId === null || !(kind in GATHERED)) return null;
  const apart = GATHERED[kind];
  return [kind, caseId, ...(apart ? [String(details[apart] ?? '')] : [])].join(' ');
}

/** Null: nobody may switch it off. */
export const groupOfNotice = (kind: string): NoticeGroup | null => GROUPS[kind] ?? null;
