import type { Variables } from '../../api/src/process-engine/process-engine.js';
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

type Steps = Scenario['steps'];
const answered: Steps = [
  ['answerSupervision', {}],
  ['reviewSupervision', { answerSufficient: 'YES' }],
];
const supervision = (
  name: string,
  requestedLevel: number,
  steps: Steps,
  end: string,
  more: { start?: Variables; level?: number; outcome?: string } = {},
): Scenario => ({
  name,
  message: 'msg.supervision.open',
  start: {
    caseNumber,
    subjectId: 's-1',
    leadUnit: 'SWJ',
    answerer: 'UNIT',
    signer: 'UNIT',
    stepGroups: [],
    requestedLevel,
    red: 'NO',
    reworkNo: 0,
    unitsInDispute: 0,
    linkedCases: 0,
    instruction: 'NO',
    massRisk: 'NO',
    ...more.start,
  },
  ...(more.level !== undefined && { supervisionLevel: more.level }),
  steps,
  end,
  outcome: more.outcome,
});
const handover = (first: string | undefined, second?: string): Steps => [
  ['approveHandoverFirst', { handoverFirst: first }],
  ...(first === 'YES' ? [['approveHandoverSecond', { handoverSecond: second }] as Steps[number]] : []),
];

/** The unit has nobody: supervisors sign and answer. */
export const atDesk = supervision(
  'lets the desk sign and answer',
  2,
  [['signSupervision', {}], ...answered],
  'supervisionAnswered',
  {
    start: { leadUnit: '', answerer: 'DESK', signer: 'DESK' },
  },
);

/** A late step of the centre: whom it stands with answers, the head of the hotline signs. */
export const ofStep = supervision(
  'lets those of a late step answer and their head sign',
  2,
  [['signSupervision', {}], ...answered],
  'supervisionAnswered',
  {
    start: { leadUnit: 'ZWZX', answerer: 'STEP', signer: 'HEAD', stepGroups: ['role:QC'] },
  },
);

const supervisionScenarios: Scenario[] = [
  supervision('supervises at once and hears the unit', 1, answered, 'supervisionAnswered'),
  supervision(
    'asks the unit again when its answer is not enough',
    1,
    [['answerSupervision', {}], ['reviewSupervision', { answerSufficient: 'NO' }], ...answered],
    'supervisionAnswered',
  ),
  supervision(
    'asks the unit again when the review gave no outcome',
    1,
    [['answerSupervision', {}], ['reviewSupervision', {}], ...answered],
    'supervisionAnswered',
  ),
  supervision(
    'has a notice signed before it is answered',
    2,
    [['signSupervision', {}], ...answered],
    'supervisionAnswered',
  ),
  supervision('meets jointly', 3, [['holdJointMeeting', {}], ...answered], 'supervisionAnswered'),
  supervision("waits for a leader's instruction", 4, [['writeInstruction', {}], ...answered], 'supervisionAnswered'),
  supervision(
    'skips levels when it was reworked twice',
    1,
    [['signSupervision', {}], ...answered],
    'supervisionAnswered',
    { start: { red: 'YES', reworkNo: 2 } },
  ),
  supervision('skips levels when units dispute', 1, [['holdJointMeeting', {}], ...answered], 'supervisionAnswered', {
    start: { red: 'YES', unitsInDispute: 2 },
  }),
  supervision('skips levels at a risk to many', 1, [['writeInstruction', {}], ...answered], 'supervisionAnswered', {
    start: { massRisk: 'YES' },
  }),
  supervision('ends when the case was answered before', 1, [], 'supervisionNotNeeded', { level: 0 }),
  supervision('records a hand-over after two approvals', 5, handover('YES', 'YES'), 'handoverRecorded', {
    outcome: 'HANDED_OVER',
  }),
  supervision('drops a hand-over that the first refuses', 5, handover('NO'), 'handoverDropped', { outcome: 'REFUSED' }),
  supervision('drops a hand-over that the second refuses', 5, handover('YES', 'NO'), 'handoverDropped', {
    outcome: 'REFUSED',
  }),
  supervision('drops a hand-over whose approval gave no outcome', 5, handover(undefined), 'handoverDropped', {
    outcome: 'REFUSED',
  }),
  atDesk,
  ofStep,
];
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

const helping = (name: string, judgements: (string | undefined)[]): Scenario => ({
  name,
  message: 'msg.case.counit.added',
  start: { caseNumber, assignmentId: 'a-1', subjectId: 'a-1', coUnit: 'STJ', leadUnit: 'SWJ' },
  steps: [
    ['coAcknowledge', {}],
    ...judgements.flatMap(
      (coAccepted): Steps => [
        ['coHandle', {}],
        ['acceptCoResult', { coAccepted }],
      ],
    ),
  ],
  end: 'coResultAccepted',
});

export const shortProcessScenarios: Scenario[] = [
  helping('lets a co-unit work until its result is accepted', ['NO', 'YES']),
  helping('asks a co-unit again when the judgement gave no outcome', [undefined, 'YES']),
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
  ...supervisionScenarios,
  {
    name: 'inspects on site',
    message: 'msg.inspection.ordered',
    start: { caseNumber, subjectId: 'i-1' },
    steps: [['inspectOnSite', {}]],
    end: 'inspectionDone',
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
