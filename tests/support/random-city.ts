import type postgres from 'postgres';
import type { Role, Viewer } from '../../api/src/access/viewer.js';

/** Instants are microseconds since 1970, because lists are ordered by what PostgreSQL keeps, not by what a Date keeps. */
export interface RandomCase {
  id: string;
  receiverId: string | null;
  receivedAt: number;
  /** Null where no limit runs. */
  dueAt: number | null;
  ended: boolean;
}

export interface RandomAssignment {
  caseId: string;
  kind: 'LEAD' | 'CO';
  unit: string;
  status: string;
}

export interface RandomTask {
  id: string;
  caseId: string;
  state: string;
  holderId: string | null;
  groups: string[];
  unit: string | null;
  urgency: number;
  createdAt: number;
  dueAt: number | null;
}

export interface RandomCity {
  people: Viewer[];
  cases: RandomCase[];
  assignments: RandomAssignment[];
  tasks: RandomTask[];
}

/** When cities are looked at, so that some of their limits are over, some near and some far. */
export const LOOKED_AT = '2026-09-24T10:00:00+08:00';
/** How long before its due moment a limit turns yellow, in microseconds. */
export const YELLOW_BEFORE = 2;
const START = Date.parse(LOOKED_AT) * 1000;
const ENDED = ['CLOSED', 'ANSWERED', 'WITHDRAWN', 'VOID'];
const OPEN = ['RECEIVED', 'QUALITY_CHECK', 'DISPATCHING', 'IN_PROGRESS', 'FOLLOW_UP'];
const ASSIGNMENT_STATES = ['PENDING_SIGN', 'SIGNED', 'WORKING', 'SUBMITTED', 'ACCEPTED', 'RETURNED', 'EXITED'];
const WORKERS: readonly Role[] = ['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD'];

/** The same city for the same seed: few instants, so that sort keys are equal often. */
export function drawCity(
  seed: number,
  people: Viewer[],
  units: string[],
  size: { cases: number; tasks: number },
): RandomCity {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const chance = (share: number) => random() < share;
  const id = () => uuidFrom(random);
  const instant = () => START + Math.floor(random() * 4);
  // Leaders too: whoever received a case in another role keeps their name on it.
  const receivers = people.filter(({ roles }) =>
    roles.some((role) => ['CA', 'HA', 'UL', 'SU', 'FU', 'LD'].includes(role)),
  );
  const workers = people.filter(({ roles }) => roles.some((role) => WORKERS.includes(role)));
  const cases = Array.from({ length: size.cases }, () => ({
    id: id(),
    receiverId: chance(0.7) ? pick(receivers).id : null,
    receivedAt: instant(),
    dueAt: chance(0.6) ? instant() : null,
    ended: chance(0.3),
  }));
  const assignments = cases.flatMap((each) => {
    const drawn: RandomAssignment[] = [];
    if (chance(0.6)) drawn.push({ caseId: each.id, kind: 'LEAD', unit: pick(units), status: pick(ASSIGNMENT_STATES) });
    // A returned lead may be followed by another unit.
    if (drawn[0] && ['RETURNED', 'EXITED'].includes(drawn[0].status) && chance(0.5)) {
      drawn.push({ caseId: each.id, kind: 'LEAD', unit: pick(units), status: 'SIGNED' });
    }
    for (const unit of units) {
      const works = drawn.some((one) => one.unit === unit && !['RETURNED', 'EXITED'].includes(one.status));
      if (!works && chance(0.2)) drawn.push({ caseId: each.id, kind: 'CO', unit, status: pick(ASSIGNMENT_STATES) });
    }
    return drawn;
  });
  const role = () => pick(people).roles[0];
  const group = () =>
    pick([
      () => `role:${role()}`,
      () => `unit:${pick(units)}:${role()}`,
      () => `unit:${pick(units)}`,
      () => `team:${pick(['HUAWU', 'ZHIJIAN'])}`,
    ])();
  const tasks = Array.from({ length: size.tasks }, () => {
    const state = pick(['OPEN', 'OPEN', 'CLAIMED', 'COMPLETING', 'COMPLETED', 'CANCELED', 'REFUSED']);
    const held = state !== 'OPEN' && (['CLAIMED', 'COMPLETING'].includes(state) || chance(0.7));
    return {
      id: id(),
      caseId: pick(cases).id,
      state,
      holderId: held ? pick(workers).id : null,
      // Off the lists from COMPLETING on.
      groups: ['OPEN', 'CLAIMED'].includes(state) ? [...new Set([group(), ...(chance(0.4) ? [group()] : [])])] : [],
      unit: chance(0.6) ? pick(units) : null,
      urgency: pick([2, 3, 4]),
      createdAt: instant(),
      dueAt: chance(0.7) ? instant() : null,
    };
  });
  return { people, cases, assignments, tasks };
}

/** Replaces whatever cases the database held by these. */
export async function storeCity(
  sql: postgres.Sql,
  engineId: number,
  units: Map<string, string>,
  city: RandomCity,
): Promise<void> {
  const random = randomFrom(city.cases.length);
  await sql.begin(async (transaction) => {
    await transaction`delete from task_candidates`;
    await transaction`delete from tasks`;
    await transaction`delete from assignments`;
    await transaction`delete from cases`;
    await transaction`delete from requesters`;
    const requesterId = uuidFrom(random);
    await transaction`
      insert into requesters (id, kind, masked_name, created_at) values (${requesterId}, 'ANONYMOUS', '', now())`;
    await insertRows(
      transaction,
      'cases',
      city.cases.map((each, index) => caseRow(each, index, requesterId, random)),
    );
    await insertRows(
      transaction,
      'assignments',
      city.assignments.map(({ caseId, kind, unit, status }) => ({
        id: uuidFrom(random),
        case_id: caseId,
        unit_id: units.get(unit),
        kind,
        status,
        ...coWorkOf(kind, status, city.people),
        mode: 'MANUAL',
        legal_basis: '',
        assigned_at: textOf(START),
      })),
    );
    await insertRows(
      transaction,
      'tasks',
      city.tasks.map((task, index) => taskRow(task, index, engineId, units)),
    );
    await insertRows(
      transaction,
      'task_candidates',
      city.tasks.flatMap(({ id, groups, dueAt, urgency }) => {
        const due_at = dueAt === null ? 'infinity' : textOf(dueAt);
        return groups.map((group_name) => ({ task_id: id, group_name, due_at, urgency, title: '某诉求' }));
      }),
    );
  });
}

/** What the database wants to know of a co-unit in this state. Rows of one insert have the same columns. */
function coWorkOf(kind: string, status: string, people: readonly Viewer[]): Record<string, unknown> {
  const [one, other] = people.map(({ id }) => id);
  const accepted = kind === 'CO' && status === 'ACCEPTED';
  const exited = kind === 'CO' && status === 'EXITED';
  return {
    matter: kind === 'CO' ? '协助查明原因' : null,
    result: accepted ? '已查明' : null,
    result_by: accepted ? one : null,
    accepted_by: accepted ? other : null,
    accepted_at: accepted ? textOf(START) : null,
    exited_by: exited ? one : null,
    exited_at: exited ? textOf(START) : null,
    exit_reason: exited ? '与该单位无关' : null,
  };
}

function caseRow(each: RandomCase, index: number, requesterId: string, random: () => number): Record<string, unknown> {
  const states = each.ended ? ENDED : OPEN;
  return {
    id: each.id,
    number: `LC${String(index).padStart(13, '0')}`,
    check_code_hash: '\\x00',
    idempotency_key: each.id,
    type: 'COMPLAINT',
    channel: 'PHONE',
    place: '',
    title: '某诉求',
    original_text: '某诉求的原话',
    summary: '',
    requester_id: requesterId,
    secrecy: ['NORMAL', 'CONTACT_HIDDEN', 'STRICT'][Math.floor(random() * 3)],
    urgency: 2,
    status: states[Math.floor(random() * states.length)],
    phase: 'HANDLE',
    first_receiver_user_id: each.receiverId,
    rework_count: 0,
    urge_count: 0,
    due_at: each.dueAt === null ? null : textOf(each.dueAt),
    yellow_at: each.dueAt === null ? null : textOf(each.dueAt - YELLOW_BEFORE),
    provisional: false,
    received_at: textOf(each.receivedAt),
    closed_at: each.ended ? textOf(START) : null,
    version: 1,
  };
}

function taskRow(
  task: RandomTask,
  index: number,
  engineId: number,
  units: Map<string, string>,
): Record<string, unknown> {
  return {
    id: task.id,
    case_id: task.caseId,
    engine_id: engineId,
    job_key: index + 1,
    instance_key: 1,
    element_instance_key: 1,
    process_id: 'case-main',
    process_version: 1,
    element_id: 'handle',
    kind: 'handle',
    name: '办理诉求',
    state: task.state,
    holder_id: task.holderId,
    created_at: textOf(task.createdAt),
    ended_at: ['COMPLETED', 'CANCELED', 'REFUSED'].includes(task.state) ? textOf(START) : null,
    due_at: task.dueAt === null ? 'infinity' : textOf(task.dueAt),
    yellow_at: task.dueAt === null ? null : textOf(task.dueAt - YELLOW_BEFORE),
    unit_id: task.unit === null ? null : units.get(task.unit),
    urgency: task.urgency,
    case_number: 'LC0000000000000',
    case_title: '某诉求',
    version: 1,
  };
}

/** As JSON, because a parameter typed timestamptz loses its microseconds on the way. */
async function insertRows(sql: postgres.TransactionSql, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (!rows[0]) return;
  const columns = sql(Object.keys(rows[0]));
  await sql`
    insert into ${sql(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows as never)})`;
}

const textOf = (micros: number): string =>
  new Date(Math.floor(micros / 1000)).toISOString().replace('Z', `${String(micros % 1000).padStart(3, '0')}Z`);

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
