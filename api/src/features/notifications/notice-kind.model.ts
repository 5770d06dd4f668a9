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

/** Null: nobody may switch it off. */
export const groupOfNotice = (kind: string): NoticeGroup | null => GROUPS[kind] ?? null;
