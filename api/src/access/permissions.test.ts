import { extension, readModels } from '../../../scripts/read-models.mjs';
import { demand, may, type Permission, permissionsOf } from './permissions.js';
import { groupsOf, ROLES, type Role } from './viewer.js';

/** Rows of the table in domain.md section 5 that the ground floor builds: who has a mark there. */
const TABLE: Record<string, { permission: Permission; roles: Role[] }> = {
  // CI reports without an account.
  'Create case': { permission: 'receiveCase', roles: ['CA', 'HA', 'SU', 'FU', 'LD'] },
  'Read case': { permission: 'readCases', roles: ['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU'] },
  'Find by phone': { permission: 'findByPhone', roles: ['CA', 'FU', 'SU'] },
  Export: { permission: 'exportCases', roles: ['QC', 'DI', 'UL', 'SU', 'LD', 'AU'] },
  // The cells marked 2 need a second person, which no one can be alone.
  'Unmask PII': { permission: 'viewRequester', roles: ['CA', 'FU'] },
  // CO's contact belongs to co-units.
  'Sign, contact, work': { permission: 'recordFirstContact', roles: ['HA', 'UL'] },
  'Sign, contact, work: first answer': { permission: 'sendInterimReply', roles: ['HA', 'UL'] },
  // CI acts without an account, by number and check code.
  'Urge on behalf': { permission: 'urgeCase', roles: ['CA'] },
  'Supplement on behalf': { permission: 'supplementCase', roles: ['CA'] },
  'Withdraw on behalf': { permission: 'withdrawCase', roles: ['CA'] },
  // CA asks, the rest are the first of two.
  'Merge / void': { permission: 'voidCase', roles: ['CA', 'QC', 'DI', 'SU'] },
  'Add co-unit': { permission: 'addCoUnits', roles: ['DI', 'HA', 'UL', 'SU'] },
  // Level 4 opened by SU prepares what LD writes; level 5 is proposed by one and approved by two others.
  'Open/raise supervision': { permission: 'openSupervision', roles: ['SU', 'LD'] },
  'Remind units': { permission: 'remindUnits', roles: ['SU', 'LD'] },
  'L5 hand-over is seen': { permission: 'readDiscipline', roles: ['SU', 'LD', 'AU'] },
  'Users, org': { permission: 'administer', roles: ['AD'] },
  'Users, org: duty phones': { permission: 'setDutyPhone', roles: ['AD'] },
  'L4 instruction': { permission: 'instructCase', roles: ['LD'] },
  'Deploy BPMN/DMN': { permission: 'readModels', roles: ['LD', 'AU', 'DE', 'AD'] },
  'Deploy BPMN/DMN: draw and propose': { permission: 'designModels', roles: ['DE'] },
  'Deploy BPMN/DMN: approve': { permission: 'approveReleases', roles: ['LD'] },
};

/** Rows that are steps of the route: the groups of the model say who. */
const STEPS: Record<string, Role[]> = {
  qualityCheck: ['QC'],
  answerNow: ['CA'],
  dispatch: ['DI'],
  acknowledge: ['HA'],
  handle: ['HA'],
  draftReply: ['HA'],
  approveReply: ['UL'],
  closeReview: ['QC'],
  followUp: ['FU'],
  // Row "Sign, contact, work".
  coAcknowledge: ['HA', 'CO'],
  coHandle: ['HA', 'CO'],
  // Row "Accept co-unit result".
  acceptCoResult: ['HA', 'UL'],
  approveVoid: ['QC', 'DI', 'SU'],
  reviewSupervision: ['SU'],
  holdJointMeeting: ['SU'],
  writeInstruction: ['LD'],
  approveHandoverFirst: ['SU', 'LD'],
  approveHandoverSecond: ['SU', 'LD'],
  inspectOnSite: ['SU'],
};

const only = (role: Role) => ({ roles: [role] });
const holders = (permission: Permission) => ROLES.filter((role) => may(only(role), permission));
const sorted = (roles: readonly Role[]) => [...roles].sort();

describe('the table of roles', () => {
  it.each(Object.entries(TABLE))('%s', (_, { permission, roles }) => {
    expect(sorted(holders(permission))).toEqual(sorted(roles));
  });

  it.each(Object.entries(STEPS))('step %s', async (elementId, roles) => {
    const { processes } = await readModels();
    const element = processes.flatMap(({ elements }) => elements).find(({ id }) => id === elementId);
    const groups: string = extension(element, 'zeebe:AssignmentDefinition').candidateGroups;
    const named = [...groups.matchAll(/:([A-Z]{2})"/g)].map(([, role]) => role as Role);
    expect(sorted(named)).toEqual(sorted(roles));
  });
});

describe('hard rules', () => {
  const CASE_CONTENT: Permission[] = [
    'receiveCase',
    'readCases',
    'workTasks',
    'reassignTask',
    'urgeCase',
    'supplementCase',
    'withdrawCase',
    'voidCase',
    'instructCase',
    'recordFirstContact',
    'sendInterimReply',
    'readSupervision',
    'openSupervision',
    'remindUnits',
    'inspectCase',
    'readDiscipline',
    'readOutboundCalls',
    'viewRequester',
    'findByPhone',
    'exportCases',
  ];

  it.each(['AD', 'DE', 'CI'] as const)('%s has no case content and no group', (role) => {
    expect(CASE_CONTENT.filter((permission) => may(only(role), permission))).toEqual([]);
    expect(groupsOf({ id: '', roles: [role], unitCode: 'SWJ', teamCode: 'HUAWU' })).toEqual([]);
  });

  it('auditors read and never act', () => {
    expect(sorted(permissionsOf(only('AU')) as never[])).toEqual([
      'exportCases',
      'readCases',
      'readDeadlines',
      'readDiscipline',
      'readModels',
      'readOutboundCalls',
      'readSupervision',
    ]);
  });

  it('nobody without a role may do anything', () => {
    expect(permissionsOf({ roles: [] })).toEqual([]);
  });

  it('several roles add up, and nothing more', () => {
    const both = permissionsOf({ roles: ['HA', 'FU'] });
    expect(new Set(both)).toEqual(new Set([...permissionsOf(only('HA')), ...permissionsOf(only('FU'))]));
  });

  it('a refusal names the permission', () => {
    expect(() => demand(only('AU'), 'urgeCase')).toThrow(
      expect.objectContaining({ name: 'NotPermitted', code: 'FORBIDDEN', details: { action: 'urgeCase' } }),
    );
  });
});

it('names the groups that the models name', () => {
  expect(groupsOf({ id: '', roles: ['HA', 'DE'], unitCode: 'SWJ', teamCode: 'HUAWU' })).toEqual([
    'role:HA',
    'unit:SWJ:HA',
    'unit:SWJ',
    'team:HUAWU',
  ]);
  expect(groupsOf({ id: '', roles: ['QC'], unitCode: null, teamCode: null })).toEqual(['role:QC']);
});
