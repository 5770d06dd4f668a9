import { between, randomOf } from './random.mjs';

/** Minutes of work until somebody does it, from when it could be done: people of an ordinary unit on an ordinary day. */
const ORDINARY = {
  qualityCheck: [4, 45],
  dispatch: [8, 60],
  acknowledge: [10, 150],
  contact: [15, 140],
  stopContact: [10, 90],
  claim: [2, 20],
  interim: [160, 520],
  draft: [10, 60],
  urge: [240, 460],
  supplement: [60, 400],
  withdraw: [60, 300],
  void: [10, 60],
  extend: [240, 700],
  pause: [60, 300],
  resume: [420, 900],
  instruct: [60, 200],
  inspect: [60, 300],
  supervise: [60, 200],
  handle: [260, 800],
  draftReply: [20, 160],
  approveReply: [15, 200],
  closeReview: [30, 260],
  followUp: [45, 330],
  explainCloseFirst: [60, 300],
  explainCloseSecond: [60, 300],
  answerNow: [3, 60],
  confirmHandover: [2, 7],
  informRequester: [5, 90],
  linkDuplicate: [5, 60],
  checkWithdrawal: [30, 200],
  approveVoid: [20, 150],
  followInstruction: [60, 300],
  approveExtensionUnit: [20, 120],
  approveExtension: [30, 150],
  approveFurtherExtension: [30, 200],
  inspectOnSite: [200, 500],
  signSupervision: [20, 120],
  holdJointMeeting: [200, 500],
  writeInstruction: [60, 240],
  answerSupervision: [30, 180],
  reviewSupervision: [20, 120],
  approveHandoverFirst: [100, 300],
  approveHandoverSecond: [100, 300],
  coUnits: [20, 120],
  coAcknowledge: [20, 150],
  coHandle: [200, 600],
  acceptCoResult: [60, 200],
};

/** Minutes by the clock, day and night, of what cannot wait: 3 urgent, 4 life and safety. */
const URGENT = {
  3: {
    qualityCheck: [3, 25],
    dispatch: [3, 25],
    acknowledge: [4, 40],
    contact: [4, 45],
    interim: [30, 240],
    handle: [90, 500],
    draftReply: [10, 45],
    approveReply: [8, 60],
  },
  4: {
    qualityCheck: [1, 6],
    dispatch: [1, 6],
    acknowledge: [1, 8],
    contact: [1, 8],
    interim: [5, 30],
    handle: [15, 60],
    draftReply: [3, 10],
    approveReply: [3, 10],
    confirmHandover: [1, 6],
  },
};
/** The hotline's own desk and what it does at once never closes. */
const ROUND_THE_CLOCK = ['confirmHandover'];

/** Steps of the route in their order, with what is done on the way. */
const WAY = [
  ['qualityCheck'],
  ['dispatch'],
  ['acknowledge'],
  ['handle', 'contact', 'claim', 'interim'],
  ['draftReply'],
  ['approveReply'],
  ['closeReview'],
  ['followUp'],
  ['explainCloseFirst'],
  ['explainCloseSecond'],
];

const ONCE = ['qualityCheck', 'dispatch', 'acknowledge'];

/** `handle` of `handle#1` and of `signSupervision:<id>`. */
const nameOf = (key) => key.split(/[#:]/)[0];

/** @param {object} request @param {string} key of an act @param {readonly number[]} range in minutes */
const drawn = (request, key, [from, to]) => between(randomOf(`${request.n} ${key.split(':')[0]}`), from, to);

/**
 * When somebody does what a case asks for now.
 * @param {object} request `slow`: minutes of work by name of the act, where the story wants it otherwise
 * @param {string} key of the act
 * @param {number} urgency of the case, 2 to 4
 * @param {number} from epoch ms since when it could be done
 * @param {import('./work-hours.mjs').WorkHours} hours
 * @returns {number} epoch ms
 */
export function momentOfAct(request, key, urgency, from, hours) {
  const name = nameOf(key);
  const slow = request.slow?.[key] ?? request.slow?.[name];
  if (slow !== undefined) return hours.after(from, slow);
  const urgent = URGENT[urgency]?.[name];
  if (urgent) return from + drawn(request, key, urgent) * 60_000;
  const minutes = drawn(request, key, ORDINARY[name] ?? [30, 120]);
  return ROUND_THE_CLOCK.includes(name) ? from + minutes * 60_000 : hours.after(from, minutes);
}

/**
 * Minutes of work from receipt until a case of ordinary urgency stands at a step.
 * @param {object} request @param {string} [until] the step; without one: until it is closed
 */
export function minutesUntil(request, until) {
  let minutes = 0;
  const rounds = (request.reworks ?? 0) + 1;
  for (let round = 0; round < rounds; round += 1) {
    for (const [step, ...before] of WAY) {
      if (step === until && round === rounds - 1) return minutes;
      if (step === 'explainCloseFirst' && !request.explained) break;
      if (round > 0 && ONCE.includes(step)) continue;
      // The catalogue dispatches most by itself.
      if (step === 'dispatch') continue;
      const names = round === 0 ? [step, ...before.filter((name) => name !== 'interim' || request.interim)] : [step];
      for (const name of names) {
        const key = name === step ? `${step}#${round}` : name;
        minutes += request.slow?.[key] ?? request.slow?.[name] ?? drawn(request, key, ORDINARY[name]);
      }
    }
  }
  return minutes;
}
