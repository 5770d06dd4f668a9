import { randomUUID } from 'node:crypto';

const AT_ONCE = 10_000;
/** Of a hundred tasks so many wait for the big desk; the others for the units, each its own. */
const SHARE_OF_DESK = 50;
const DESK = 'role:QC';

/**
 * Open tasks of invented cases, up to so many in all: half of them of one big desk, the rest spread over the units; due from
 * five days ago to thirty days ahead, one in ten urgent, titles of which one in fifty speaks of 停水.
 * @param {import('postgres').Sql} sql the owner's @param {number} from tasks that are there @param {number} to
 */
export async function addOpenTasks(sql, from, to) {
  const { bigrams } = await import('../../common/src/text/bigrams.ts');
  const [{ engine }] = await sql`select max(id) as engine from engines`;
  const units = await sql`select id, code from units where can_lead order by code`;
  const categories = (await sql`select code from categories order by code`).map(({ code }) => code);
  const areas = (await sql`select code from areas order by code`).map(({ code }) => code);
  const requester = randomUUID();
  await sql`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '匿名', now())`;
  for (let first = from; first < to; first += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, to - first) }, (_, index) => {
      const place = first + index + 1;
      const unit = units[place % units.length];
      const title = titleOf(place);
      const due = Date.now() + (((place * 7919) % 50_400) - 7_200) * 60_000;
      return {
        case: randomUUID(),
        clock: randomUUID(),
        task: randomUUID(),
        number: `LC${String(place).padStart(12, '0')}0`,
        key: place,
        title,
        words: bigrams(title),
        unit: unit.id,
        group: place % 100 < SHARE_OF_DESK ? DESK : `unit:${unit.code}:HA`,
        category: categories[place % categories.length],
        area: areas[place % areas.length],
        urgency: place % 10 === 0 ? 3 : 2,
        received: new Date(due - 5 * 86_400_000).toISOString(),
        yellow: new Date(due - 86_400_000).toISOString(),
        due: new Date(due).toISOString(),
      };
    });
    await sql`
      with row as (
        select * from jsonb_to_recordset(${sql.json(rows)}) as r ("case" uuid, clock uuid, task uuid, number text, key bigint, title text, words text[], unit uuid, "group" text,
          category text, area text, urgency int, received timestamptz, yellow timestamptz, due timestamptz)
      ), added_cases as (
        insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, category_code, area_code,
          lead_unit_id, urgency, received_at, due_at, yellow_at, red_at, governing_clock_id)
        select "case", number, '\\x00', 'bench-' || key, 'COMPLAINT', 'PHONE', title, title, ${requester}, 'IN_PROGRESS', 'HANDLE', category, area,
          unit, urgency, received, due, yellow, due, clock
        from row
      ), added_clocks as (
        insert into clocks (id, case_id, kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, state, next_tick_at)
        select clock, "case", 'HANDLE', '5wd', 'OFFICE', received, due, due, yellow, yellow, 'RUNNING', yellow
        from row
      ), added_words as (
        insert into case_words (case_id, bigrams) select "case", words from row
      ), added_tasks as (
        insert into tasks (id, case_id, engine_id, job_key, instance_key, element_instance_key, process_id, process_version, element_id, kind, name, state,
          created_at, due_at, yellow_at, unit_id, urgency, category_code, area_code, case_number, case_title, clock_id, clock_kind, clock_span, office_class)
        select task, "case", ${engine}, -key, -key, -key, 'case-main', 1, 'handle', 'handle', '办理', 'OPEN',
          received, due, yellow, unit, urgency, category, area, number, title, clock, 'HANDLE', '5wd', 'OFFICE'
        from row
      )
      insert into task_candidates (task_id, group_name, due_at, urgency, title)
      select task, "group", due, urgency, lower(title) from row`;
  }
  await sql`vacuum (analyze) cases, case_words, clocks, tasks, task_candidates`;
}

const PLACES = ['柳堤路', '望河东社区', '砚池巷', '芦滩镇', '澄镜湖', '双槐镇', '云锦里', '松汀镇'];
const THINGS = [
  '路灯不亮',
  '垃圾没人运',
  '工地夜里施工',
  '物业不修电梯',
  '公交车等得久',
  '暖气不热',
  '占道经营',
  '井盖破损',
];

const titleOf = (place) =>
  `${PLACES[place % PLACES.length]}${(place % 977) + 1}号${place % 50 === 0 ? '停水' : THINGS[(place >> 3) % THINGS.length]}`;
