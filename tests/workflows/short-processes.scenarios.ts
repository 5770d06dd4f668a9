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
];
