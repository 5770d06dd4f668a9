import type { Scenario } from './support/run-scenario.js';

const caseNumber = 'LC2026110100010';

const withdrawal = (name: string, withdrawalOutcome: string | undefined, end: string, outcome?: string): Scenario => ({
  name,
  message: 'msg.case.withdrawn',
  start: { caseNumber, withdrawalId: 'w-1' },
  steps: [['checkWithdrawal', { withdrawalOutcome }]],
  end,
  outcome,
});
const voiding = (name: string, voidApproved: string | undefined, end: string, outcome?: string): Scenario => ({
  name,
  message: 'msg.case.voided',
  start: { caseNumber, voidId: 'v-1' },
  steps: [['approveVoid', { voidApproved }]],
  end,
  outcome,
});

const extension = (
  name: string,
  extensionNo: number,
  steps: Scenario['steps'],
  end: string,
  outcome: string,
): Scenario => ({
  name,
  message: 'msg.extension.requested',
  start: { caseNumber, subjectId: 'x-1', extensionNo, leadUnit: 'SWJ' },
  steps,
  end,
  outcome,
});
const clock = (name: string, ticks: Scenario['ticks'], afterwards: Scenario['afterwards'], end: string): Scenario => ({
  name,
  message: 'msg.clock.started',
  start: (caseId) => ({ caseNumber, clockId: caseId, nextTickAt: '2026-01-05T09:00:00+08:00' }),
  steps: [],
  ticks,
  afterwards,
  end,
});
const LATER = { clockState: 'LIVE', nextTickAt: '2099-01-05T09:00:00.000Z' };

export const shortProcessScenarios: Scenario[] = [
  withdrawal('ends a withdrawn case', 'ACCEPTED', 'withdrawalAccepted', 'WITHDRAWN'),
  withdrawal('goes on with a case that must not be withdrawn', 'CONTINUED', 'withdrawalContinued'),
  withdrawal('goes on with a case whose check gave no outcome', undefined, 'withdrawalContinued'),
  voiding('ends a void case', 'YES', 'voidApprovedEnd', 'VOID'),
  voiding('goes on with a case whose voiding was refused', 'NO', 'voidRefusedEnd'),
  voiding('goes on with a case whose voiding gave no outcome', undefined, 'voidRefusedEnd'),
  {
    name: 'follows an instruction',
    message: 'msg.case.instructed',
    start: { caseNumber, instructionId: 'i-1' },
    steps: [['followInstruction', {}]],
    end: 'instructionAnswered',
  },
  extension(
    'extends when unit and hotline agree',
    1,
    [
      ['approveExtensionUnit', { extensionUnitApproved: 'YES' }],
      ['approveExtension', { extensionApproved: 'YES' }],
    ],
    'extensionGranted',
    'GRANTED',
  ),
  extension(
    'refuses an extension that the unit does not want',
    1,
    [['approveExtensionUnit', { extensionUnitApproved: 'NO' }]],
    'extensionRefused',
    'REFUSED',
  ),
  extension(
    'asks the supervisor for a second extension, who may refuse',
    2,
    [
      ['approveExtensionUnit', { extensionUnitApproved: 'YES' }],
      ['approveFurtherExtension', { extensionApproved: 'NO' }],
    ],
    'extensionRefused',
    'REFUSED',
  ),
  clock(
    'rings, is brought forward, rings again and ends with its clock',
    [LATER, { clockState: 'ENDED', nextTickAt: LATER.nextTickAt }],
    { jobs: 1, message: 'msg.clock.changed', variables: { nextTickAt: '2026-01-06T09:00:00+08:00' } },
    'clockOver',
  ),
  clock(
    'falls silent when its clock has ended',
    [LATER],
    { jobs: 1, message: 'msg.clock.stopped', variables: {} },
    'clockSilenced',
  ),
];
