import { CLOSED, LIVE } from './cast.mjs';
import { inventRequest } from './invent-request.mjs';
import { minutesUntil } from './pace.mjs';
import { between, pickByShare, randomOf } from './random.mjs';
import { dayOf, momentOf } from './work-hours.mjs';

/** Share of a day's requests by hour of Shanghai (domain.md section 7.1: peaks 9-11 and 14-16, 6 % at night). */
const HOURS = [
  [0, 0.6],
  [1, 0.4],
  [2, 0.3],
  [3, 0.2],
  [4, 0.3],
  [5, 0.7],
  [6, 1.5],
  [7, 4],
  [8, 8],
  [9, 12],
  [10, 12],
  [11, 7],
  [12, 4],
  [13, 5],
  [14, 10],
  [15, 10],
  [16, 7],
  [17, 5],
  [18, 4],
  [19, 3.5],
  [20, 2.5],
  [21, 1.5],
  [22, 0.9],
  [23, 0.6],
];
/** A day on which offices rest brings so much of a working day's requests. */
const REST_DAY = 0.4;
const DRAWS = 40;
/** Minutes of work for which a hand-written request stands at most where its limit is short. */
const LONGEST_WAIT = { acknowledge: 110, dispatch: 30 };
/** Steps that a request reaches at once: it may have come in at any hour, the latest a moment ago. */
const FIRST_STEPS = ['qualityCheck', 'answerNow', 'informRequester', 'linkDuplicate', 'confirmHandover'];

/**
 * All requests of a demo city with a past, each with the moment at which it arrives: the hand-written ones and those made from
 * templates. Pure: the same input gives the same city.
 *
 * @param {object} about
 * @param {number} about.begins epoch ms @param {number} about.presentAt epoch ms
 * @param {'full' | 'small'} about.size
 * @param {object[]} about.written hand-written requests
 * @param {object[]} about.templates @param {{ code: string, name: string, kind: string }[]} about.areas
 * @param {import('./work-hours.mjs').WorkHours} about.hours
 * @returns {object[]} in the order of their arrival
 */
export function planCity({ begins, presentAt, size, written, templates, areas, hours }) {
  const span = { begins, presentAt, hours };
  const random = randomOf(`lanchuan ${dayOf(begins)} ${size}`);
  const cast = (roles) =>
    roles
      .filter((role) => size === 'full' || role.small)
      .flatMap((role) => Array(size === 'full' ? (role.count ?? 1) : 1).fill(role));
  const used = new Map();
  const invented = [...cast(LIVE), ...cast(CLOSED)].map((role, index) =>
    inventRequest({ n: 101 + index, role, templates, areas, random, used }),
  );
  const chosen = written.filter((request) => size === 'full' || request.small);
  const all = [...chosen, ...invented].map((request) => ({ ...request, interim: interimOf(request) }));
  for (const request of all) request.at = arrivalOf(request, span, randomOf(`arrival ${request.n}`));
  // Whoever repeats a case calls after it came in.
  const live = all.filter(({ until }) => until && until !== 'linkDuplicate').toSorted((a, b) => a.at - b.at);
  for (const request of all.filter(({ repeats }) => repeats)) {
    const original =
      live.findLast((other) => other.at < request.at - 3_600_000 && other.categoryCode === request.categoryCode) ??
      live.findLast((other) => other.at < request.at - 3_600_000);
    if (original) Object.assign(request, repeating(request, original));
    else
      Object.assign(request, {
        statedDisposition: undefined,
        until: request.until && 'qualityCheck',
        ends: request.ends && 'CLOSED',
      });
  }
  for (const request of all.filter(({ duplicateOf }) => duplicateOf)) {
    const original = all.find(({ n }) => n === request.duplicateOf);
    if (original && request.at <= original.at) request.at = Math.min(original.at + 3_600_000, presentAt);
  }
  return all.toSorted((a, b) => a.at - b.at);
}

/** Units that take longer than a day answer first that they are at it. */
function interimOf({ interim, silent, type }) {
  if (silent || type === 'CONSULT') return undefined;
  return interim ?? '您反映的问题我们已经收到并到现场看过，正在安排处理，有进展会及时告诉您。';
}

function repeating({ title, requester }, original) {
  return {
    duplicateOf: original.n,
    categoryCode: original.categoryCode,
    areaCode: original.areaCode,
    place: original.place,
    type: original.type,
    title: `${original.title}，再次反映`.slice(0, 60) || title,
    text: `${original.place || original.title}的事情我也要反映，跟前面的人说的是一回事，没有别的新情况，就想问问现在办到哪一步了，什么时候能有结果。`,
    requester,
  };
}

/** @returns {number} epoch ms */
function arrivalOf(request, { begins, presentAt, hours }, random) {
  const named = request.arrives ? Date.parse(`${request.arrives}+08:00`) : Number.NaN;
  if (named > begins && named < hours.after(presentAt, -3000)) return named;
  if (request.until) return arrivalOfLive(request, { begins, presentAt, hours }, random);
  const worked = request.ends === 'CLOSED' ? minutesUntil(request) : 240;
  const needed = worked + (request.longer ?? 0) + between(random, 60, 400);
  const latest = hours.after(presentAt, -needed);
  const earliest = begins + 1_800_000;
  if (latest <= earliest) return earliest + between(random, 0, 7200) * 1000;
  return believable(earliest, latest, hours, random);
}

/** It stands at its step for `age` minutes of work, or came in `sinceReceipt` minutes of work or `agoMinutes` by the clock before. */
function arrivalOfLive(request, { begins, presentAt, hours }, random) {
  const age = request.age ?? between(random, 10, LONGEST_WAIT[request.until] ?? 300);
  const earliest = begins + between(random, 10, 240) * 60_000;
  if (request.agoMinutes) return presentAt - request.agoMinutes * 60_000;
  if (request.sinceReceipt) return Math.max(earliest, hours.after(presentAt, -request.sinceReceipt));
  if (FIRST_STEPS.includes(request.until)) {
    const from = hours.after(presentAt, -age);
    return Math.max(earliest, believable(from, presentAt, hours, random));
  }
  return Math.max(earliest, hours.after(presentAt, -(minutesUntil(request, request.until) + age)));
}

/** A moment between two others, on a day and at an hour at which people call; any moment where none of these lies between. */
function believable(earliest, latest, hours, random) {
  const days = [];
  for (let day = dayOf(earliest); day <= dayOf(latest); day += 1) days.push([day, hours.isWorkday(day) ? 1 : REST_DAY]);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const minute = pickByShare(random, HOURS) * 60 + between(random, 0, 59);
    const at = momentOf(pickByShare(random, days), minute) + between(random, 0, 59) * 1000;
    if (at >= earliest && at <= latest) return at;
  }
  return earliest + Math.floor(random() * (latest - earliest));
}
