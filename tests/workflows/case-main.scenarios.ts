import type { Variables } from '../../api/src/process-engine/process-engine.js';
import type { Scenario } from './support/run-scenario.js';

type Steps = Scenario['steps'];

/** A leaking main in summer: the catalogue sends it straight to the water authority. */
const WATER = '03-01-04';
/** A black and smelly ditch concerns several units: a dispatcher decides. */
const DITCH = '04-02-01';

const receivedAs = (changes: Variables = {}): Variables => ({
  caseNumber: 'LC2026110100010',
  caseType: 'COMPLAINT',
  channel: 'PHONE',
  category: WATER,
  area: '990101001',
  secrecy: 'NORMAL',
  statedDisposition: '',
  ...changes,
});
const qualityCheck = (changes: Variables = {}): Steps => [
  [
    'qualityCheck',
    { disposition: 'ACCEPT', caseType: 'COMPLAINT', category: WATER, urgency: 2, secrecy: 'NORMAL', ...changes },
  ],
];
const acknowledge: Steps = [['acknowledge', {}]];
const handle = (changes: Variables = {}): Steps => [
  ['handle', { closeType: 'SOLVED', legalBasisGiven: 'NO', ...changes }],
];
const reply: Steps = [
  ['draftReply', {}],
  ['approveReply', { replyApproved: 'YES' }],
];
const closeReview: Steps = [['closeReview', { reviewOutcome: 'APPROVED' }]];
const followUp = (changes: Variables): Steps => [
  ['followUp', { reached: 'YES', attempts: 1, solved: 'YES', rating: 5, ...changes }],
];
const accepted: Steps = [...qualityCheck(), ...acknowledge, ...handle(), ...reply, ...closeReview];
const again: Steps = [...handle(), ...reply, ...closeReview];
const explained: Steps = [
  ...qualityCheck(),
  ...acknowledge,
  ...handle({ closeType: 'EXPLAINED', legalBasisGiven: 'YES' }),
  ...reply,
  ...closeReview,
];

const scenario = (
  name: string,
  steps: Steps,
  end: string,
  outcome: string,
  more: Partial<Scenario> = {},
): Scenario => ({
  name,
  message: 'msg.case.received',
  start: receivedAs(),
  steps,
  end,
  outcome,
  ...more,
});
const closed = (name: string, steps: Steps, more: Partial<Scenario> = {}) =>
  scenario(name, steps, 'endClosed', 'CLOSED', more);

export const happyPath = closed('closes a case whose requester is satisfied', [...accepted, ...followUp({})]);

export const urgentAfterCheck = closed('takes the limits of the urgency that the quality check found', [
  ...qualityCheck({ urgency: 4 }),
  ...accepted.slice(1),
  ...followUp({}),
]);

export const secretCase = closed('never dispatches a secret case by rule', [
  ...qualityCheck({ secrecy: 'STRICT' }),
  ['dispatch', { leadUnit: 'SWJ' }],
  ...accepted.slice(1),
  ...followUp({}),
]);

export const caseMainScenarios: Scenario[] = [
  happyPath,
  urgentAfterCheck,
  secretCase,
  closed('lets a dispatcher choose the unit where the catalogue asks for it', [
    ...qualityCheck({ category: DITCH }),
    ['dispatch', { leadUnit: 'SWJ' }],
    ...accepted.slice(1),
    ...followUp({}),
  ]),
  closed('lets a dispatcher choose the unit of a case without a category', [
    ...qualityCheck({ category: '' }),
    ['dispatch', { leadUnit: 'SWJ' }],
    ...accepted.slice(1),
    ...followUp({}),
  ]),
  closed('gives a refused reply back to its drafter', [
    ...qualityCheck(),
    ...acknowledge,
    ...handle(),
    ['draftReply', {}],
    ['approveReply', { replyApproved: 'NO' }],
    ...reply,
    ...closeReview,
    ...followUp({}),
  ]),
  closed('gives a rejected result back to the unit, which need not acknowledge again', [
    ...accepted.slice(0, -1),
    ['closeReview', { reviewOutcome: 'REJECTED' }],
    ...again,
    ...followUp({}),
  ]),
  closed('reworks an unsolved case and forgets the bad rating', [
    ...accepted,
    ...followUp({ solved: 'NO', rating: 1 }),
    ...again,
    ...followUp({ rating: null }),
  ]),
  closed('closes a case whose requester could not be reached', [
    ...accepted,
    ...followUp({ reached: 'NO', attempts: 3, solved: null, rating: null }),
  ]),
  scenario(
    'closes as explained after two reworks when two persons agree',
    [
      ...accepted,
      ...followUp({ solved: 'NO', rating: 2 }),
      ...again,
      ...followUp({ solved: 'PARTLY', rating: 2 }),
      ...again,
      ...followUp({ solved: 'NO', rating: null }),
      ['explainCloseFirst', { firstAgreed: 'YES' }],
      ['explainCloseSecond', { secondAgreed: 'YES' }],
    ],
    'endExplained',
    'CLOSED',
  ),
  closed('continues handling when one of the two persons disagrees', [
    ...explained,
    ...followUp({ solved: 'NO', rating: 1 }),
    ['explainCloseFirst', { firstAgreed: 'YES' }],
    ['explainCloseSecond', { secondAgreed: 'NO' }],
    ...again,
    ...followUp({}),
  ]),
  closed('takes the careful way when a form leaves its decision out', [
    ...qualityCheck(),
    ...acknowledge,
    ...handle(),
    ['draftReply', {}],
    ['approveReply', {}],
    ...reply,
    ['closeReview', {}],
    ...again,
    ...followUp({}),
  ]),
  scenario('answers a question from the knowledge base', [['answerNow', {}]], 'endAnswered', 'ANSWERED', {
    start: receivedAs({ caseType: 'CONSULT' }),
    screening: { knowledgeHit: 'YES' },
  }),
  scenario(
    'answers at once when the quality check says so',
    [...qualityCheck({ disposition: 'ANSWER_NOW' }), ['answerNow', {}]],
    'endAnswered',
    'ANSWERED',
  ),
  scenario(
    'transfers an emergency although another disposition was stated',
    [['confirmHandover', {}]],
    'endTransferred',
    'EMERGENCY_TRANSFERRED',
    { start: receivedAs({ statedDisposition: 'BEYOND_DUTY' }), screening: { emergencyWord: 'GAS_LEAK' } },
  ),
  scenario('points to the statutory channel', [['informRequester', {}]], 'endRedirected', 'REDIRECTED', {
    screening: { statutoryChannel: 'LITIGATION' },
  }),
  scenario('keeps a state secret out', [['informRequester', {}]], 'endRedirected', 'REDIRECTED', {
    start: receivedAs({ statedDisposition: 'SECRET' }),
  }),
  ...['UNLAWFUL', 'BEYOND_DUTY'].map((disposition) =>
    scenario(
      `tells the requester: ${disposition}`,
      [...qualityCheck({ disposition }), ['informRequester', {}]],
      'endRedirected',
      'REDIRECTED',
    ),
  ),
  scenario('links a duplicate without new facts', [['linkDuplicate', {}]], 'endMerged', 'MERGED', {
    screening: { duplicateOpen: 'YES', newFacts: 'NO' },
  }),
];
