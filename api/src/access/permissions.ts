import { NotPermitted } from '../errors/app-error.js';
import type { Role, Viewer } from './viewer.js';

/** What a role may do anywhere; on a single case or task further rules apply (domain.md section 5). */
const PERMISSIONS = {
  // Handlers receive what reaches their own unit.
  receiveCase: ['CA', 'HA', 'SU', 'FU', 'LD'],
  readCases: ['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU'],
  workTasks: ['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD'],
  reassignTask: ['UL', 'SU', 'QC', 'DI'],
  // On the citizen's behalf by the hotline; citizens do it themselves with their check code.
  urgeCase: ['CA'],
  supplementCase: ['CA'],
  withdrawCase: ['CA'],
  voidCase: ['CA', 'QC', 'DI', 'SU'],
  instructCase: ['LD'],
  // Row "Add co-unit"; who lets one go is who could have asked for it, without the handlers.
  addCoUnits: ['DI', 'HA', 'UL', 'SU'],
  exitCoUnit: ['DI', 'UL', 'SU'],
  recordFirstContact: ['HA', 'UL'],
  sendInterimReply: ['HA', 'UL'],
  // Domain.md section 5 names who asks for and grants an extension; stopping a clock weighs as much as granting one.
  requestExtension: ['HA', 'CO'],
  pauseClock: ['UL', 'DI', 'SU'],
  resumeClock: ['HA', 'UL', 'DI', 'SU'],
  stopClock: ['SU'],
  // Demonstrations only.
  advanceTime: ['SU'],
  readDeadlines: ['QC', 'DI', 'HA', 'UL', 'SU', 'LD', 'AU'],
  // Rows "Open/raise supervision", "L4 instruction" (a supervisor prepares) and "L5 hand-over" (two others approve).
  readSupervision: ['UL', 'SU', 'LD', 'AU'],
  openSupervision: ['SU', 'LD'],
  remindUnits: ['SU', 'LD'],
  inspectCase: ['SU', 'LD'],
  // What concerns discipline is no matter for the unit concerned.
  readDiscipline: ['SU', 'LD', 'AU'],
  readOutboundCalls: ['SU', 'LD', 'AU'],
  acknowledgeDemoCall: ['SU'],
  setDutyPhone: ['AD'],
  viewRequester: ['CA', 'FU'],
  // By the last four digits; every search leaves its trace.
  findByPhone: ['CA', 'FU', 'SU'],
  exportCases: ['QC', 'DI', 'UL', 'SU', 'LD', 'AU'],
  viewOperations: ['AD', 'DE', 'SU'],
  resolveAlarm: ['AD', 'DE', 'SU'],
  retryOperations: ['AD', 'DE'],
  // Who retries also proposes to change variables, move a token or cancel; another of these decides.
  approveInterventions: ['AD', 'DE', 'SU'],
  manageCalendar: ['AD'],
  administer: ['AD'],
  readModels: ['DE', 'AU', 'AD', 'LD'],
  // Row "Deploy BPMN/DMN": a designer proposes, a leader who is another person approves.
  designModels: ['DE'],
  approveReleases: ['LD'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function may(viewer: Pick<Viewer, 'roles'>, permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => viewer.roles.includes(role));
}

/** @throws NotPermitted */
export function demand(viewer: Pick<Viewer, 'roles'>, permission: Permission): void {
  if (!may(viewer, permission)) throw new NotPermitted(permission);
}

export function permissionsOf(viewer: Pick<Viewer, 'roles'>): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(viewer, permission));
}
