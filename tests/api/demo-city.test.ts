import { readFile } from 'node:fs/promises';
import { seedDemo } from '../../scripts/seed-demo.mjs';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

interface Standing {
  key: string;
  task: string | null;
  step: string | null;
}

describe('the demo city', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await startSystem({ demo: true });
    await seedDemo({ baseUrl: system.url, password: system.demoPassword });
  }, 300_000);

  afterAll(() => system?.stop());

  it('has 20 live cases, each at the step its story names', async () => {
    const requests: { n: number; until?: string }[] = JSON.parse(await readFile('demo/requests.json', 'utf8'));
    const wanted = requests.flatMap(({ n, until }) => (until ? [`demo-${String(n).padStart(4, '0')} ${until}`] : []));
    const rows = await system.sql<{ at: string }[]>`
      select split_part(c.idempotency_key, ':', 2) || ' ' || t.element_id as at
      from cases c
      join tasks t on t.case_id = c.id
      where c.closed_at is null and t.process_id = 'case-main' and t.state in ('OPEN', 'CLAIMED')`;
    expect(rows.map(({ at }) => at).sort()).toEqual(wanted.sort());
    expect(wanted).toHaveLength(20);
  });

  it('shows every open task exactly where the engine says the instance waits', async () => {
    // Records arrive about a second after the engine wrote them.
    const standing = await waitFor(async () => {
      const rows = await compare();
      return rows.every(({ task, step }) => task === step) ? rows : null;
    }, 'tasks and active steps to agree').catch(() => compare());
    expect(standing.filter(({ task, step }) => task !== step)).toEqual([]);
    expect(standing.length).toBeGreaterThanOrEqual(21);
  });

  it('has a live instance for every case that is not closed, and none for the others', async () => {
    const rows = await system.sql<{ open: boolean; live: number }[]>`
      select c.closed_at is null as open,
        (select count(*)::int
         from process_instances i
         where i.case_id = c.id and i.process_id = 'case-main' and i.state = 'ACTIVE') as live
      from cases c`;
    expect(rows.filter(({ open, live }) => live !== (open ? 1 : 0))).toEqual([]);
    expect(rows.filter(({ open }) => open)).toHaveLength(20);
  });

  it('may be filled again: nothing moves, nothing is doubled', async () => {
    const before =
      await system.sql`select (select count(*) from cases) as cases, (select count(*) from events where case_id is not null) as events`;
    await seedDemo({ baseUrl: system.url, password: system.demoPassword });
    const after =
      await system.sql`select (select count(*) from cases) as cases, (select count(*) from events where case_id is not null) as events`;
    expect(after[0]).toEqual(before[0]);
  });

  /** Open tasks and active user task steps of live instances, side by side: each pair names the same element. */
  function compare(): Promise<Standing[]> {
    return system.sql<Standing[]>`
      select coalesce(t.element_instance_key, s.element_instance_key)::text as key, t.element_id as task, s.element_id as step
      from (
        select engine_id, element_instance_key, element_id
        from tasks
        where state in ('OPEN', 'CLAIMED', 'COMPLETING')
      ) t
      full join (
        select engine_id, element_instance_key, element_id
        from route_steps
        where state = 'ACTIVE' and element_type = 'USER_TASK'
      ) s using (engine_id, element_instance_key)`;
  }
});
