import { randomUUID } from 'node:crypto';
import { readCityCalendar } from '../local/calendar-tables.mjs';

const DAY_MS = 86_400_000;
const AT_ONCE = 5_000;
const CLOCKS_OF_A_CASE = 2;
const TITLE = '自来水发黄';
const TEXT = '家里的自来水发黄三天了，烧开也有味道，物业说是主管道的事，打了两次电话没有人来，请派人看看。';
const ID = (count) => `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;

/**
 * So many deadlines, two of each case in handling (HANDLE and REPLY), with a task someone holds and its places on lists; all
 * reach into the next year, whose holidays are not published, so every one moves or becomes certain.
 * @param {import('postgres').Sql} sql the owner's @param {number} count
 * @returns {Promise<{ year: number, notice: string, wrong: (sql: import('postgres').Sql, changeId: string) => Promise<{ due: number, events: number, notices: number }> }>}
 */
export async function insertDeadlines(sql, count) {
  const { reckon } = await import('../../common/src/working-time/reckoning.ts');
  const { shanghaiDate } = await import('../../common/src/working-time/shanghai-time.ts');
  const { bigrams } = await import('../../common/src/text/bigrams.ts');
  const calendar = await cityCalendar(sql);
  const now = Date.now();
  const year = Number(shanghaiDate(now).slice(0, 4)) + 1;
  const spans = spansInto(year, now, calendar, reckon);
  const [{ engine }] = await sql`select max(id) as engine from engines`;
  const people =
    await sql`select u.id, u.unit_id as unit from users u join roles_of_users r on r.user_id = u.id and r.role = 'HA' where u.unit_id is not null limit 50`;
  const requester = randomUUID();
  await sql`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '匿名', now())`;
  const cases = Math.ceil(count / CLOCKS_OF_A_CASE);
  for (let first = 0; first < cases; first += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, cases - first) }, (_, index) => {
      const place = first + index + 1;
      const startedAt = now - (place % 9) * DAY_MS - (place % 600) * 60_000;
      const span = spans[place % spans.length];
      const { due, yellow, remind, provisional } = reckon(termsOf(startedAt, span), now, calendar);
      const { id: holder, unit } = people[place % people.length];
      const iso = (instant) => new Date(instant).toISOString();
      return {
        case: ID(place),
        clock: ID(place + 1e9),
        reply: ID(place + 3e9),
        task: ID(place + 2e9),
        tokens: bigrams(`${TITLE} ${TEXT} ${place}号`),
        number: `LC${String(place).padStart(12, '0')}0`,
        key: String(place),
        holder,
        unit,
        span,
        provisional,
        startedAt: iso(startedAt),
        due: iso(due),
        yellow: iso(yellow),
        remind: iso(remind),
      };
    });
    await insert(sql, rows, { requester, engine });
  }
  await sql`analyze cases, clocks, tasks, task_candidates`;
  return { year, notice: noticeOf(year), wrong: (looking, changeId) => wrongOnes(looking, changeId, reckon) };
}

const termsOf = (startedAt, span) => ({ startedAt, span, officeClass: 'OFFICE', extensions: [], pauses: [] });

/** Some spans that end in the first weeks of the year, wherever in the year before we are. */
function spansInto(year, now, calendar, reckon) {
  const target = Date.UTC(year, 0, 8);
  let days = 1;
  while (reckon(termsOf(now - 9 * DAY_MS, `${days}wd`), now, calendar).due < target) days += 1;
  return Array.from({ length: 8 }, (_, more) => `${days + more}wd`);
}

async function insert(sql, rows, { requester, engine }) {
  await sql`
    with row as (
      select * from jsonb_to_recordset(${sql.json(rows)}) as r (case_id uuid, "case" uuid, clock uuid, reply uuid, task uuid, number text, key text, holder uuid, unit uuid,
        tokens text[], span text, provisional boolean, "startedAt" timestamptz, due timestamptz, yellow timestamptz, remind timestamptz)
    ), added_cases as (
      insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, lead_unit_id, received_at,
        due_at, yellow_at, red_at, provisional, governing_clock_id)
      select "case", number, '\\x00', 'bench-' || key, 'COMPLAINT', 'PHONE', ${TITLE}, ${TEXT}, ${requester}, 'IN_PROGRESS', 'HANDLE', unit, "startedAt",
        due, yellow, due, provisional, clock
      from row
    ), added_words as (
      insert into case_words (case_id, bigrams)
      select "case", tokens
      from row
    ), added_clocks as (
      insert into clocks (id, case_id, kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, provisional, state, next_tick_at)
      select c.id, "case", c.kind, span, 'OFFICE', "startedAt", due, due, yellow, remind, provisional, 'RUNNING', yellow
      from row, lateral (values (clock, 'HANDLE'), (reply, 'REPLY')) as c (id, kind)
    ), added_tasks as (
      insert into tasks (id, case_id, engine_id, job_key, instance_key, element_instance_key, process_id, process_version, element_id, kind, name, state, holder_id,
        claimed_at, created_at, due_at, yellow_at, unit_id, urgency, case_number, case_title, clock_id)
      select task, "case", ${engine}, -key::bigint, -key::bigint, -key::bigint, 'case-main', 1, 'handle', 'handle', '办理', 'CLAIMED', holder,
        "startedAt", "startedAt", due, yellow, unit, 2, number, ${TITLE}, clock
      from row
    )
    insert into task_candidates (task_id, group_name, due_at, urgency, title)
    select task, 'role:QC', due, 2, lower(${TITLE})
    from row`;
}

/** Monday after New Year off, the Saturday of the week after worked instead; days of Spring Festival; the fixed days. */
function noticeOf(year) {
  const fixed = [
    ['01-01', '元旦'],
    ['05-01', '劳动节'],
    ['05-02', '劳动节'],
    ['10-01', '国庆节'],
    ['10-02', '国庆节'],
    ['10-03', '国庆节'],
  ];
  const monday = new Date(Date.UTC(year, 0, 2));
  while (monday.getUTCDay() !== 1) monday.setTime(monday.getTime() + DAY_MS);
  const date = (days) => new Date(monday.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const days = [
    ...fixed.map(([day, name]) => ({ name, date: `${year}-${day}`, isOffDay: true })),
    { name: '元旦', date: date(0), isOffDay: true },
    { name: '元旦', date: date(12), isOffDay: false },
    ...[35, 36, 37, 38].map((later) => ({ name: '春节', date: date(later), isOffDay: true })),
  ];
  return JSON.stringify({ year, papers: ['国办发明电'], days }, null, 2);
}

async function cityCalendar(sql) {
  const { compileCalendar } = await import('../../common/src/working-time/working-calendar.ts');
  return compileCalendar(await readCityCalendar(sql));
}

/** Reckons every clock once more, here, and counts what is not so on ledger, case or list. */
async function wrongOnes(sql, changeId, reckon) {
  const calendar = await cityCalendar(sql);
  await sql`analyze cases, clocks, tasks, task_candidates, events, notifications`;
  const clocks = await sql`
    select k.span, k.started_at as "startedAt", k.due_at as "dueAt", k.yellow_at as "yellowAt", k.provisional, c.due_at as "caseDue", t.due_at as "taskDue", l.due_at as "listDue"
    from clocks k
    join cases c on c.id = k.case_id
    join tasks t on t.case_id = k.case_id
    join task_candidates l on l.task_id = t.id
    where c.idempotency_key like 'bench-%'`;
  const due = clocks.filter(({ span, startedAt, dueAt, yellowAt, provisional, caseDue, taskDue, listDue }) => {
    const reckoned = reckon(termsOf(startedAt.getTime(), span), Date.now(), calendar);
    const all = [dueAt, caseDue, taskDue, listDue].every((each) => each.getTime() === reckoned.due);
    return !all || yellowAt.getTime() !== reckoned.yellow || provisional !== reckoned.provisional;
  }).length;
  const [{ events }] = await sql`
    select count(*)::int as events
    from clocks k
    left join (
      select body ->> 'clockId' as id, count(*) as told from events where type = 'clock.moved' and body ->> 'changeId' = ${changeId} group by 1
    ) e on e.id = k.id::text
    where k.id >= ${ID(1e9)} and e.told is distinct from 1`;
  const [{ notices }] = await sql`
    select count(*)::int as notices
    from (select from notifications where kind = 'clock.calendarMoved' group by case_id, user_id having count(*) > 1) x`;
  return { due, events, notices };
}
