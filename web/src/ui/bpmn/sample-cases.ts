/** Invented cases whose values a designer tries conditions on: what the variables of the models say at the places where they are read. */
export const SAMPLE_CASES = ['ordinary', 'emergency', 'answeredNow', 'dissatisfied', 'secret'] as const;
export type SampleCase = (typeof SAMPLE_CASES)[number];
export type SampleValue = string | number | boolean | null;

/** A leaking main, from receipt to a satisfied requester. */
const ORDINARY: Readonly<Record<string, SampleValue>> = {
  caseType: 'COMPLAINT',
  channel: 'PHONE',
  category: '03-01-04',
  area: '990101001',
  secrecy: 'NORMAL',
  statedDisposition: '',
  emergencyWord: 'NONE',
  vulnerable: 'NO',
  callersSameSpot: 1,
  duplicateOpen: 'NO',
  newFacts: 'YES',
  knowledgeHit: 'NO',
  statutoryChannel: 'NONE',
  statutoryLimit: '',
  month: 11,
  urgency: 2,
  disposition: 'ACCEPT',
  dispatchMode: 'DIRECT',
  leadUnit: 'SWJ',
  coUnit: 'CGJ',
  acknowledged: 'NO',
  closeType: 'SOLVED',
  legalBasisGiven: 'NO',
  replyApproved: 'YES',
  reviewOutcome: 'APPROVED',
  reached: 'YES',
  attempts: 1,
  solved: 'YES',
  rating: 5,
  followUpOutcome: 'CLOSE',
  reworkNo: 0,
  firstAgreed: 'YES',
  secondAgreed: 'YES',
  withdrawalOutcome: 'ACCEPTED',
  voidApproved: 'YES',
  coAccepted: 'YES',
  clockState: 'LIVE',
  requestedLevel: 0,
  red: true,
  level: 1,
  unitsInDispute: 0,
  linkedCases: 0,
  instruction: false,
  massRisk: false,
  answerer: 'UNIT',
  signer: '',
  answerSufficient: 'YES',
  handoverFirst: 'YES',
  handoverSecond: 'YES',
  extensionNo: 1,
  extensionUnitApproved: 'YES',
  extensionApproved: 'YES',
};

const VALUES: Readonly<Record<SampleCase, Readonly<Record<string, SampleValue>>>> = {
  ordinary: ORDINARY,
  emergency: { ...ORDINARY, emergencyWord: 'GAS_LEAK', urgency: 4, disposition: 'EMERGENCY' },
  answeredNow: { ...ORDINARY, caseType: 'CONSULT', knowledgeHit: 'YES', urgency: 1, disposition: 'ANSWER_NOW' },
  dissatisfied: {
    ...ORDINARY,
    replyApproved: 'NO',
    reviewOutcome: 'REJECTED',
    acknowledged: 'YES',
    solved: 'NO',
    rating: 1,
    followUpOutcome: 'REWORK',
    reworkNo: 1,
    answerSufficient: 'NO',
    coAccepted: 'NO',
    level: 3,
    requestedLevel: 3,
    extensionNo: 2,
    extensionUnitApproved: 'NO',
    extensionApproved: 'NO',
  },
  secret: { ...ORDINARY, caseType: 'REPORT', secrecy: 'STRICT', disposition: 'SECRET', dispatchMode: 'CONSULT' },
};

/** What a sample says of a variable; undefined of one that a designer has made up since. */
export const sampleValue = (sample: SampleCase, variable: string): SampleValue | undefined =>
  Object.hasOwn(VALUES[sample], variable) ? VALUES[sample][variable] : undefined;

/** As a person writes a value: `3`, `true`, nothing for null, anything else as the text it is. */
export function writtenValue(words: string): SampleValue {
  const text = words.trim();
  if (text === '' || text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
