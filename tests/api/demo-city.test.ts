import { readFile } from 'node:fs/promises';
import postgres from 'postgres';
import { seedDemo } from '../../scripts/seed-demo.mjs';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

interface Story {
  n: number;
  until?: string;
  ends?: string;
  urges?: number;
  supplement?: string;
  withdraw?: string;
}

interface Standing {
  key: string;
  task: string | null;
  step: string | null;
}

describe('the demo city', () => {
  let system: TestSystem;
  let sql: postgres.Sql;
  let stories: Story[];

  beforeAll(async () => {
    system = await sharedSystem();
    sql = postgres(system.adminUrl, { max: 2, onnotice: () => {} });
    stories = JSON.parse(await readFile('demo/requests.json', 'utf8'));
    await seedDemo({ baseUrl: system.url, password: system.demoPassword });
  }, 300_000);

  afterAll(() => sql?.end());

  const keyOf = ({ n }: Story) => `demo-${String(n).padStart(4, '0')}`;

  /** Cases of the city alone: other tests make their own on the same system. */
  const ofTheCity = () => sql`split_part(c.idempotency_key, ':', 2) = any(${stories.map(keyOf)})`;

  it('has 20 live cases, each at the step its story names, and the others at their end', async () => {
    const live = await sql<{ at: string }[]>`
      select split_part(c.idempotency_key, ':', 2) || ' ' || t.element_id as at
      from cases c
      join tasks t on t.case_id = c.id
      where ${ofTheCity()} and c.closed_at is null and t.process_id = 'case-main' and t.state in ('OPEN', 'CLAIMED')`;
    const wanted = stories.flatMap((story) => (story.until ? [`${keyOf(story)} ${story.until}`] : []));
    expect(live.map(({ at }) => at).sort()).toEqual(wanted.sort());
    expect(wanted.length).toBeGreaterThanOrEqual(20);

    const ended = await sql<{ as: string }[]>`
      select split_part(c.idempotency_key, ':', 2) || ' ' || c.status as as
      from cases c
      where ${ofTheCity()} and c.closed_at is not null`;
    const ends = stories.flatMap((story) => (story.ends ? [`${keyOf(story)} ${story.ends}`] : []));
    expect(ended.map((row) => row.as).sort()).toEqual(ends.sort());
  });

  it('has the live cases that their citizens urged, supplemented and want back', async () => {
    const acts = {
      urges: 'case.urged',
      supplement: 'case.supplemented',
      withdraw: 'case.withdrawalRequested',
    } as const;
    for (const [act, type] of Object.entries(acts)) {
      const wanted = stories.filter((story) => story.until && story[act as keyof typeof acts]).map(keyOf);
      const found = await sql<{ key: string }[]>`
        select split_part(c.idempotency_key, ':', 2) as key
        from cases c
        where ${ofTheCity()} and c.closed_at is null
          and exists (select from events e where e.case_id = c.id and e.type = ${type})`;
      expect([act, found.map(({ key }) => key).sort()]).toEqual([act, wanted.sort()]);
      expect(wanted.length).toBeGreaterThan(0);
    }
  });

  it('shows every open task exactly where the engine says the instance waits', async () => {
    // Records arrive about a second after the engine wrote them.
    const standing = await waitFor(async () => {
      const rows = await compare();
      return rows.every(({ task, step }) => task === step) ? rows : null;
    }, 'tasks and active steps agree').catch(() => compare());
    expect(standing.filter(({ task, step }) => task !== step)).toEqual([]);
    expect(standing.length).toBeGreaterThanOrEqual(20);
  });

  it('has one live instance for every case that is not closed, and none for the others', async () => {
    const instances = () => sql<{ open: boolean; live: number }[]>`
      select c.closed_at is null as open,
        (
          select count(*)::int
          from process_instances i
          where i.case_id = c.id and i.process_id = 'case-main' and i.state = 'ACTIVE'
        ) as live
      from cases c
      where ${ofTheCity()}`;
    const rows = await waitFor(async () => {
      const found = await instances();
      return found.every(({ open, live }) => live === (open ? 1 : 0)) ? found : null;
    }, 'cases and instances agree').catch(instances);
    expect(rows.filter(({ open, live }) => live !== (open ? 1 : 0))).toEqual([]);
    expect(rows.filter(({ open }) => open)).toHaveLength(stories.filter(({ until }) => until).length);
  });

  it('may be filled again: nothing moves, nothing is doubled', async () => {
    const count = () => sql`
      select count(distinct c.id) as cases, count(e.id) as events
      from cases c
      left join events e on e.case_id = c.id
      where ${ofTheCity()}`;
    const before = await count();
    await seedDemo({ baseUrl: system.url, password: system.demoPassword });
    expect([...(await count())]).toEqual([...before]);
  });

  /** Open tasks and active user task steps of live instances, side by side: each pair names the same element. */
  function compare(): Promise<Standing[]> {
    return sql<Standing[]>`
      select coalesce(t.key, s.key)::text as key, t.element_id as task, s.element_id as step
      from (
        select t.engine_id, t.element_instance_key as key, t.element_id
        from tasks t
        join cases c on c.id = t.case_id
        where ${ofTheCity()} and t.state in ('OPEN', 'CLAIMED', 'COMPLETING')
      ) t
      full join (
        select r.engine_id, r.element_instance_key as key, r.element_id
        from route_steps r
        join process_instances i using (engine_id, instance_key)
        join cases c on c.id = i.case_id
        where ${ofTheCity()} and r.state = 'ACTIVE' and r.element_type = 'USER_TASK'
      ) s using (engine_id, key)`;
  }
});
