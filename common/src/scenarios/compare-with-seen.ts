import { instantOf, MINUTE_MS, shanghaiDate, shanghaiIso } from '../working-time/shanghai-time.js';
import type { Expectation } from './scenario.js';

/** A case as it stands, as far as scenarios look at it. */
export interface SeenCase {
  status: string;
  ended: boolean;
  urgency: number;
  /** Code of the lead unit. */
  unit: string | null;
  reworks: number;
  /** Element ids of its open tasks. */
  tasks: readonly string[];
  clocks: readonly {
    kind: string;
    state: string;
    light: string;
    /** ISO 8601 */
    startedAt: string;
    dueAt: string;
  }[];
  /** Names, in the order sent. */
  messages: readonly string[];
  /** Levels of open supervision orders. */
  orders: readonly number[];
}

/** One thing that was expected, beside what was seen. */
export interface Check {
  /** `tasks`, `status` … or of a clock `clocks.HANDLE.due`. */
  what: string;
  expected: string;
  /** Empty where there is no such thing. */
  seen: string;
  passed: boolean;
}

/** People take seconds for what a scenario does at once, and due moments reckoned from then are later by as much. */
const WITHIN_MS = 10 * MINUTE_MS;
const NONE = '—';

/** What an expectation says, each beside what is so. */
export function compareWithSeen(expected: Expectation, seen: SeenCase): Check[] {
  const checks: Check[] = [];
  const same = (what: string, wanted: unknown, found: unknown) =>
    checks.push({ what, expected: told(wanted), seen: told(found), passed: told(wanted) === told(found) });

  if (expected.tasks !== undefined) same('tasks', expected.tasks.toSorted(), seen.tasks.toSorted());
  if (expected.status !== undefined) same('status', expected.status, seen.status);
  if (expected.ended !== undefined) same('ended', expected.ended, seen.ended);
  if (expected.urgency !== undefined) same('urgency', expected.urgency, seen.urgency);
  if (expected.unit !== undefined) same('unit', expected.unit, seen.unit);
  if (expected.reworks !== undefined) same('reworks', expected.reworks, seen.reworks);
  for (const [kind, clock] of Object.entries(expected.clocks ?? {})) {
    const found = seen.clocks
      .filter((each) => each.kind === kind)
      .toSorted((a, b) => order(a) - order(b))
      .at(-1);
    if (clock.due !== undefined) checks.push(compareDue(`clocks.${kind}.due`, clock.due, found?.dueAt));
    if (clock.light !== undefined) same(`clocks.${kind}.light`, clock.light, found?.light);
    if (clock.state !== undefined) same(`clocks.${kind}.state`, clock.state, found?.state);
  }
  if (expected.messages !== undefined) {
    const missing = expected.messages.filter((name) => !seen.messages.includes(name));
    checks.push({
      what: 'messages',
      expected: told(expected.messages),
      seen: told([...new Set(seen.messages)]),
      passed: missing.length === 0,
    });
  }
  if (expected.orders !== undefined) same('orders', expected.orders.toSorted(), seen.orders.toSorted());
  return checks;
}

const order = ({ startedAt }: { startedAt: string }) => Date.parse(startedAt);

/** A date alone is that day in Shanghai; a time may differ by what people take. */
function compareDue(what: string, expected: string, dueAt: string | undefined): Check {
  const due = dueAt === undefined ? undefined : Date.parse(dueAt);
  const day = !expected.includes('T');
  const seen = due === undefined ? NONE : day ? shanghaiDate(due) : minuteOf(due);
  const passed = due !== undefined && (day ? seen === expected : Math.abs(due - instantOf(expected)) <= WITHIN_MS);
  return { what, expected: day ? expected : minuteOf(instantOf(expected)), seen, passed };
}

const minuteOf = (at: number) => shanghaiIso(at).slice(0, 16);

function told(value: unknown): string {
  if (value === null || value === undefined) return NONE;
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.map(String).join(', ');
  return String(value);
}
