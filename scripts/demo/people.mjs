/** Two persons per desk, taken in turn; the first is the account shown at sign-in. */
const DESKS = {
  'role:CA': ['huawu', 'huawu2'],
  'role:QC': ['zhijian', 'zhijian2'],
  'role:DI': ['paidan', 'paidan2'],
  'role:SU': ['duban', 'duban2'],
  'role:FU': ['huifang', 'huifang2'],
  'role:LD': ['lingdao'],
};
const UNIT_ACCOUNTS = { 'unit:SWJ:HA': 'chengban', 'unit:SWJ:UL': 'fuzeren' };
/** The second of two persons, never the desk of the first. */
const SECOND_PERSONS = { explainCloseSecond: 'lingdao', approveHandoverSecond: 'lingdao' };

/** Whoever reviews did not answer, and whoever approves did not propose: that is the desk's other person. */
const OF_THE_OTHER = ['reviewSupervision', 'approveHandoverFirst'];

/**
 * The account that serves the first group of a task that the demo city has people for.
 * @param {{ kind: string, elementId: string, candidateGroups: string[] }} task
 * @param {{ n: number }} request two persons of a desk take turns by its number
 * @returns {string} login
 */
export function workerOf(task, request) {
  if (SECOND_PERSONS[task.kind]) return SECOND_PERSONS[task.kind];
  for (const group of task.candidateGroups) {
    const desk = DESKS[group];
    if (desk) return inTurn(desk, OF_THE_OTHER.includes(task.kind) ? request.n + 1 : request.n);
    if (UNIT_ACCOUNTS[group]) return UNIT_ACCOUNTS[group];
    const unit = /^unit:(\w+):(HA|UL)$/.exec(group);
    if (unit) return unitAccount(unit[1], unit[2]);
  }
  throw new Error(
    `nobody in the demo serves ${task.candidateGroups.join(', ') || 'a task without groups'} (${task.elementId}).`,
  );
}

/** @param {string} unit its code @param {'HA' | 'UL'} role @returns {string} login */
export const unitAccount = (unit, role) => UNIT_ACCOUNTS[`unit:${unit}:${role}`] ?? `${unit}.${role}`.toLowerCase();

/** @param {'CA' | 'SU' | 'QC' | 'DI' | 'FU' | 'LD'} role @param {{ n: number }} request @returns {string} login */
export const atDesk = (role, request) => inTurn(DESKS[`role:${role}`], request.n);

const inTurn = (people, n) => people[n % people.length];
