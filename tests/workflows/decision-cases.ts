import type { Variables } from '../../api/src/process-engine/process-engine.js';

/** Decision, what goes in, what must come out (objects: at least these columns). */
export type DecisionCase = [decisionId: string, name: string, input: Variables, expected: unknown];

const nothingSpecial = {
  emergencyWord: 'NONE',
  category: '02-04-04',
  month: 6,
  callersSameSpot: 1,
  vulnerable: 'NO',
  statedDisposition: '',
  statutoryChannel: 'NONE',
  duplicateOpen: 'NO',
  newFacts: 'YES',
  caseType: 'COMPLAINT',
  knowledgeHit: 'NO',
};
const urgency = (name: string, input: Variables, level: number): DecisionCase => [
  'dmn_urgency',
  name,
  { ...nothingSpecial, ...input },
  level,
];
const disposition = (name: string, input: Variables, expected: string): DecisionCase => [
  'dmn_disposition',
  name,
  { ...nothingSpecial, ...input },
  expected,
];
const deadlines = (name: string, input: Variables, expected: Record<string, string | null>): DecisionCase => [
  'dmn_deadlines',
  name,
  { urgency: 2, statutoryLimit: '', ...input },
  expected,
];
const followUp = (name: string, input: Variables, expected: string): DecisionCase => [
  'dmn_followup_outcome',
  name,
  { reached: 'YES', solved: 'YES', rating: 5, closeType: 'SOLVED', legalBasisGiven: 'NO', reworkNo: 0, ...input },
  expected,
];

const supervisionEntry = (name: string, input: Variables, level: number): DecisionCase => [
  'dmn_supervision_entry',
  name,
  {
    requestedLevel: 1,
    red: 'NO',
    reworkNo: 0,
    unitsInDispute: 0,
    linkedCases: 0,
    instruction: 'NO',
    massRisk: 'NO',
    ...input,
  },
  level,
];

const ordinary = {
  ACCEPT: '2wh',
  ANSWER: '2wh',
  HANDOVER: '10m',
  DISPATCH: '2wh',
  REPLY: '2wd',
  REWORK: '3wd',
  APPROVAL: '1wd',
  CLOSE_REVIEW: '1wd',
  FOLLOW_UP: '1wd',
  EXPLAIN_CLOSE: '1wd',
  WITHDRAWAL_CHECK: '1wd',
  VOID_APPROVAL: '1wd',
  INSTRUCTION: '1wd',
  JOINT_MEETING: '2wd',
  LEADER_INSTRUCTION: '3wd',
  RETURN_RULING: '1wd',
};
const help = { ...ordinary, SIGN: '4wh', FIRST_CONTACT: '1wd', HANDLE: '5wd', EXTENSION: '5wd' };
const urgent = { SIGN: '1h', FIRST_CONTACT: '2h', HANDLE: '24h', REPLY: '12h', EXTENSION: '24h' };
const critical = {
  ACCEPT: '15m',
  DISPATCH: '15m',
  SIGN: '15m',
  FIRST_CONTACT: '30m',
  HANDLE: '2h',
  REPLY: '12h',
  JOINT_MEETING: '1wd',
  LEADER_INSTRUCTION: '1wd',
  EXTENSION: null,
};

export const decisionCases: DecisionCase[] = [
  urgency('an ordinary request', {}, 2),
  urgency(
    'nothing known',
    { emergencyWord: null, category: null, month: null, callersSameSpot: null, vulnerable: null },
    2,
  ),
  ...['CASUALTY', 'GAS_LEAK', 'FIRE'].map((emergencyWord) => urgency(emergencyWord, { emergencyWord }, 4)),
  urgency('a burst main', { emergencyWord: 'UTILITY_BURST' }, 3),
  ...[11, 12, 1, 2, 3].map((month) => urgency(`cold flat in month ${month}`, { category: '03-04-01', month }, 3)),
  ...[4, 10].map((month) => urgency(`cold flat in month ${month}`, { category: '03-04-01', month }, 2)),
  urgency('four callers of one spot', { callersSameSpot: 4 }, 2),
  urgency('five callers of one spot', { callersSameSpot: 5 }, 3),
  urgency('an old person alone', { vulnerable: 'YES' }, 3),
  urgency('the highest level wins', { vulnerable: 'YES', emergencyWord: 'FIRE' }, 4),

  disposition('an ordinary request', {}, 'ACCEPT'),
  disposition('nothing known', Object.fromEntries(Object.keys(nothingSpecial).map((key) => [key, null])), 'ACCEPT'),
  ...['CASUALTY', 'GAS_LEAK', 'FIRE'].map((word) => disposition(word, { emergencyWord: word }, 'EMERGENCY')),
  disposition('a burst main is handled, not transferred', { emergencyWord: 'UTILITY_BURST' }, 'ACCEPT'),
  disposition(
    'stated by the agent',
    { statedDisposition: 'UNLAWFUL', duplicateOpen: 'YES', newFacts: 'NO' },
    'UNLAWFUL',
  ),
  disposition('stated, but an emergency', { statedDisposition: 'UNLAWFUL', emergencyWord: 'FIRE' }, 'EMERGENCY'),
  ...['LITIGATION', 'PETITION', 'DISCIPLINE'].map((statutoryChannel) =>
    disposition(statutoryChannel, { statutoryChannel }, 'STATUTORY_CHANNEL'),
  ),
  disposition('a duplicate', { duplicateOpen: 'YES', newFacts: 'NO' }, 'DUPLICATE_NO_NEW_FACT'),
  disposition('a duplicate with new facts', { duplicateOpen: 'YES', newFacts: 'YES' }, 'ACCEPT'),
  disposition('a question with an answer', { caseType: 'CONSULT', knowledgeHit: 'YES' }, 'ANSWER_NOW'),
  disposition('a question without an answer', { caseType: 'CONSULT' }, 'ACCEPT'),
  disposition('a complaint like a known question', { knowledgeHit: 'YES' }, 'ACCEPT'),

  deadlines('a request for help', { caseType: 'HELP' }, help),
  deadlines('a complaint', { caseType: 'COMPLAINT' }, help),
  deadlines('a question', { caseType: 'CONSULT' }, { ...help, HANDLE: '2wd', EXTENSION: '1wd' }),
  deadlines('a report', { caseType: 'REPORT' }, { ...ordinary, SIGN: '1wd', HANDLE: '15wd', EXTENSION: null }),
  deadlines(
    'a suggestion',
    { caseType: 'SUGGESTION' },
    { ...ordinary, SIGN: '1wd', FIRST_CONTACT: '2wd', HANDLE: '10wd', EXTENSION: '5wd' },
  ),
  deadlines('praise', { caseType: 'PRAISE' }, { ...ordinary, HANDLE: '3wd', EXTENSION: null }),
  deadlines('an urgent request', { caseType: 'HELP', urgency: 3 }, { ...ordinary, ...urgent }),
  deadlines('a critical request', { caseType: 'HELP', urgency: 4 }, { ...ordinary, ...critical }),
  deadlines('a legal limit', { caseType: 'REPORT', statutoryLimit: '30wd' }, { ...ordinary, HANDLE: '30wd' }),
  deadlines('a missing legal limit', { caseType: 'HELP', statutoryLimit: null }, help),

  followUp('solved', {}, 'CLOSE'),
  followUp('partly solved and fair', { solved: 'PARTLY', rating: 3 }, 'CLOSE'),
  followUp('solved, not rated', { rating: null }, 'CLOSE'),
  followUp('not reached', { reached: 'NO', solved: null, rating: null }, 'CLOSE'),
  followUp('unsolved', { solved: 'NO', rating: null }, 'REWORK'),
  followUp('solved but dissatisfied', { rating: 2 }, 'REWORK'),
  followUp('unsolved after one rework', { solved: 'NO', reworkNo: 1 }, 'REWORK'),
  followUp('unsolved after two reworks', { solved: 'NO', reworkNo: 2 }, 'EXPLAIN'),
  followUp('dissatisfied after two reworks', { rating: 1, reworkNo: 2 }, 'EXPLAIN'),
  followUp('unsolved, explained by law', { solved: 'NO', closeType: 'EXPLAINED', legalBasisGiven: 'YES' }, 'EXPLAIN'),
  followUp('dissatisfied, explained by law', { rating: 2, closeType: 'EXPLAINED', legalBasisGiven: 'YES' }, 'EXPLAIN'),
  followUp('unsolved, explained without a basis', { solved: 'NO', closeType: 'EXPLAINED' }, 'REWORK'),

  ...[1, 2, 3, 4, 5].map((level) => supervisionEntry(`asked for level ${level}`, { requestedLevel: level }, level)),
  supervisionEntry('a limit ran out', { red: 'YES' }, 1),
  supervisionEntry('a limit ran out, level 2 was asked for', { requestedLevel: 2, red: 'YES' }, 2),
  supervisionEntry('one rework', { reworkNo: 1 }, 1),
  supervisionEntry('two reworks', { reworkNo: 2 }, 2),
  supervisionEntry('one unit in dispute', { unitsInDispute: 1 }, 1),
  supervisionEntry('two units in dispute', { unitsInDispute: 2 }, 3),
  supervisionEntry('four linked cases', { linkedCases: 4 }, 1),
  supervisionEntry('five linked cases', { linkedCases: 5 }, 3),
  supervisionEntry("a leader's instruction", { instruction: 'YES' }, 4),
  supervisionEntry('a risk to many', { massRisk: 'YES' }, 4),
  supervisionEntry('the highest level wins', { red: 'YES', reworkNo: 2, linkedCases: 5, massRisk: 'YES' }, 4),
];
