import { Acts } from '../demo/acts.mjs';
import { atDesk, unitAccount } from '../demo/people.mjs';

const DESKS = {
  receive: 'CA',
  urge: 'CA',
  supplement: 'CA',
  withdraw: 'CA',
  void: 'CA',
  instruct: 'LD',
  inspect: 'SU',
  supervise: 'SU',
  addCoUnits: 'DI',
};
const OF_THE_UNIT = { contact: 'HA', interim: 'HA', extend: 'HA', pause: 'UL', resume: 'UL' };

/**
 * Whoever usually does such a thing: the first person of that desk, or of the lead unit.
 * @param {string} act @param {{ leadUnit: { code: string } | null }} [kase]
 * @returns {string | undefined} login; undefined where the case has no unit yet
 */
export function loginFor(act, kase) {
  if (DESKS[act]) return atDesk(DESKS[act], { n: 0 });
  return kase?.leadUnit ? unitAccount(kase.leadUnit.code, OF_THE_UNIT[act]) : undefined;
}

/**
 * An act of a scenario, as the page would do it.
 * @param {import('../demo/api.mjs').Api} api
 * @param {{ act: string, login: string, kase: object, task?: object, clock?: object, with: Record<string, any> }} about
 */
export function performAct(api, { act, login, kase, task, clock, with: said }) {
  const acts = new Acts(api);
  switch (act) {
    case 'complete':
      return acts.complete(login, task, said.result);
    case 'claim':
      return acts.claim(login, task);
    case 'contact':
      return acts.contact(login, kase);
    case 'interim':
      return acts.interim(login, kase, said.text);
    case 'urge':
      return acts.urge(login, kase, said.note);
    case 'supplement':
      return acts.supplement(login, kase, said.text);
    case 'withdraw':
      return acts.withdraw(login, kase, said.reason);
    case 'void':
      return acts.voidIt(login, kase, said.reason);
    case 'extend':
      return acts.extend(login, kase, /** @type {any} */ (said));
    case 'pause':
      return acts.pause(login, clock, /** @type {any} */ (said));
    case 'resume':
      return acts.resume(login, clock, said.note);
    case 'instruct':
      return acts.instruct(login, kase, /** @type {any} */ (said));
    case 'inspect':
      return acts.inspect(login, kase, said.note);
    case 'supervise':
      return acts.supervise(login, kase, said);
    case 'addCoUnits':
      return acts.addCoUnits(login, kase, said.units);
    default:
      throw new Error(`no act ${act}`);
  }
}
