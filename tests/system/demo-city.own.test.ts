import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isCaseNumber } from '../../common/src/case-number/case-number.js';
import { beginOf } from '../../scripts/local/demo-past.mjs';
import { nodeBinary, ROOT } from '../../scripts/local/paths.mjs';
import { seedDemo } from '../../scripts/seed-demo.mjs';
import { verifyChain } from '../support/event-chain.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const INTERRUPTED_AFTER = 12;

/** The small city with its past, as the first `npm start -- --small` makes it, interrupted on the way. */
describe('a demo city with a past', () => {
  let system: TestSystem;
  let filled: Awaited<ReturnType<typeof seedDemo>>;

  beforeAll(async () => {
    const presentAt = Date.now();
    const begins = beginOf(presentAt, 'small');
    system = await startSystem({ begins: new Date(begins).toISOString() });
    const filling = {
      baseUrl: system.url,
      password: system.demoPassword,
      past: { begins, presentAt, size: 'small' as const },
    };
    const interrupt = ({ received }: { received: number }) => {
      if (received >= INTERRUPTED_AFTER) throw new Error('interrupted');
    };
    await expect(seedDemo({ ...filling, onProgress: interrupt })).rejects.toThrow('interrupted');
    filled = await seedDemo(filling);
  }, 400_000);

  afterAll(() => system?.stop());

  const rows = <Row>(query: string): Promise<Row[]> => system.sql.unsafe(query) as unknown as Promise<Row[]>;

  it('has the cases of its plan, running and closed', async () => {
    const [found] = await rows<{ total: number; live: number }>(`
      select count(*)::int as total, count(*) filter (where closed_at is null)::int as live from cases`);
    expect(found).toEqual({ total: filled.total, live: filled.live });
    expect(filled.live).toBeGreaterThanOrEqual(20);
  });

  it('stands in the present: application time is wall time, and nothing lies in the future', async () => {
    expect(await rows(`select offset_ms::int as "offsetMs" from application_clock`)).toEqual([{ offsetMs: 0 }]);
    expect(
      await rows(`
        select 'event' as what, id::text from events where event_at > clock_timestamp()
        union all select 'case', id::text from cases where greatest(received_at, closed_at, replied_at, paused_at) > clock_timestamp()
        union all select 'task', id::text from tasks where greatest(created_at, claimed_at, ended_at, draft_saved_at) > clock_timestamp()
        union all select 'clock', id::text from clocks where greatest(started_at, stopped_at) > clock_timestamp()
        union all select 'step', element_instance_key::text from route_steps where greatest(entered_at, left_at) > clock_timestamp() + interval '5 seconds'`),
    ).toEqual([]);
  });

  it('began days ago, and requests came in on several of them', async () => {
    const [spread] = await rows<{ days: number; oldest: number }>(`
      select count(distinct (received_at at time zone 'Asia/Shanghai')::date)::int as days,
        extract(day from clock_timestamp() - min(received_at))::int as oldest
      from cases`);
    expect(spread?.days).toBeGreaterThanOrEqual(4);
    expect(spread?.oldest).toBeGreaterThanOrEqual(7);
  });

  it('tells the history of each case and task in the order in which it happened', async () => {
    expect(
      await rows(`
        select stream, seq from (
          select stream, seq, event_at, lag(event_at) over (partition by stream order by seq) as before from events
        ) e
        where event_at < before - interval '50 milliseconds'`),
    ).toEqual([]);
  });

  it('shows every open task where its living instance waits in the engine', async () => {
    const apart = () =>
      rows(`
        select coalesce(t.key, s.key)::text as key, t.element_id as task, s.element_id as step
        from (
          select engine_id, element_instance_key as key, element_id from tasks where state in ('OPEN', 'CLAIMED', 'COMPLETING')
        ) t
        full join (
          select r.engine_id, r.element_instance_key as key, r.element_id
          from route_steps r
          join process_instances i using (engine_id, instance_key)
          where r.state = 'ACTIVE' and i.state = 'ACTIVE' and r.element_type = 'USER_TASK'
        ) s using (engine_id, key)
        where t.element_id is distinct from s.element_id`);
    // Records arrive about a second after the engine wrote them.
    await waitFor(async () => (await apart()).length === 0, 'tasks and active steps agree').catch(() => {});
    expect(await apart()).toEqual([]);
    const unsteady = await rows(`
      select c.number from cases c
      where (select count(*) from process_instances i where i.case_id = c.id and i.process_id = 'case-main' and i.state = 'ACTIVE')
        <> (c.closed_at is null)::int`);
    expect(unsteady).toEqual([]);
  });

  it('has one waiting alarm for every running clock, none for the others, and none that should have rung', async () => {
    const odd = () =>
      rows(`
        select k.id, k.kind, k.state, k.next_tick_at from clocks k
        where (k.next_tick_at is not null) <> (k.state in ('RUNNING', 'PAUSED')) or k.next_tick_at < clock_timestamp() - interval '30 seconds'`);
    expect(await odd()).toEqual([]);
    const counts = () =>
      rows<{ clocks: number; alarms: number }>(`
        select (select count(*)::int from clocks where state in ('RUNNING', 'PAUSED')) as clocks,
          (select count(*)::int from process_instances where process_id = 'case-clock' and state = 'ACTIVE') as alarms`);
    await waitFor(
      async () => (await counts()).every(({ clocks, alarms }) => clocks === alarms),
      'one alarm each',
    ).catch(() => {});
    const [found] = await counts();
    expect(found?.alarms).toBe(found?.clocks);
  });

  it('lights each case as its due moment says: green, yellow, red and standing still', async () => {
    const told = await rows<{ light: string; should: string; paused: boolean }>(`
      select light, paused_at is not null as paused,
        case when clock_timestamp() >= k.due_at then 'RED' when clock_timestamp() >= k.yellow_at then 'YELLOW' else 'GREEN' end as should
      from clocks k
      join cases c on c.id = k.case_id
      where k.state = 'RUNNING' and k.next_tick_at > clock_timestamp() + interval '20 minutes'`);
    expect(told.filter(({ light, should }) => light !== should)).toEqual([]);
    expect(new Set(told.map(({ light }) => light))).toEqual(new Set(['GREEN', 'YELLOW', 'RED']));
    expect(await rows(`select from clocks where kind = 'HANDLE' and state = 'PAUSED'`)).not.toHaveLength(0);
  });

  it('leaves no incident, no stuck command and no alarm but that of a unit without a duty phone', async () => {
    expect(await rows(`select element_id, message from incidents where resolved_at is null`)).toEqual([]);
    expect(await rows(`select kind, last_error from outbox where state <> 'DONE'`)).toEqual([]);
    expect(
      await rows(`select kind, details from ops_alarms where resolved_at is null and kind <> 'NO_DUTY_PHONE'`),
    ).toEqual([]);
    expect(await rows(`select error from parked_records`)).toEqual([]);
  });

  it('was late nowhere by itself: what is red is what its story left', async () => {
    const late = await rows(`
      select c.idempotency_key, k.kind from clocks k
      join cases c on c.id = k.case_id
      where k.kind in ('ACCEPT', 'DISPATCH') and k.state = 'MET' and k.stopped_at > k.due_at`);
    expect(late).toEqual([]);
  });

  it('has work for everybody: the route’s desks and units, extensions, supervision on several levels', async () => {
    const kinds = (
      await rows<{ kind: string }>(`select distinct kind from tasks where state in ('OPEN', 'CLAIMED')`)
    ).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'qualityCheck',
        'answerNow',
        'dispatch',
        'acknowledge',
        'handle',
        'draftReply',
        'approveReply',
        'closeReview',
        'followUp',
        'approveExtensionUnit',
        'checkWithdrawal',
        'approveVoid',
        'followInstruction',
        'writeInstruction',
        'inspectOnSite',
        'coHandle',
        'coAcknowledge',
      ]),
    );
    // Which step an order stands at depends on the hour: what is not answered goes up.
    expect(kinds.some((kind) => ['answerSupervision', 'signSupervision', 'reviewSupervision'].includes(kind))).toBe(
      true,
    );
    const levels = await rows<{ level: number }>(`
      select distinct level from supervision_orders where state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED') order by level`);
    expect(levels.map(({ level }) => level)).toContain(4);
    expect(levels.length).toBeGreaterThanOrEqual(3);
    expect(await rows(`select from outbound_calls`)).not.toHaveLength(0);
  });

  it('may be filled again: nothing moves, nothing is doubled', async () => {
    // What people did: an alarm may ring meanwhile.
    const count = () =>
      rows(`
        select count(distinct c.id) as cases, count(e.id) as deeds
        from cases c
        join events e on e.case_id = c.id and e.actor_kind in ('USER', 'CITIZEN')`);
    const before = await count();
    const presentAt = Date.now();
    await seedDemo({
      baseUrl: system.url,
      password: system.demoPassword,
      past: { begins: beginOf(presentAt, 'small'), presentAt, size: 'small' },
    });
    expect(await count()).toEqual(before);
  }, 120_000);

  describe('with closed cases brought in for a test of size', () => {
    const IMPORTED = 300;
    const seed = (closed: number) =>
      spawnSync(nodeBinary(), [join(ROOT, 'scripts/yousu.mjs'), 'seed', '--closed', String(closed)], {
        env: { ...process.env, DATABASE_URL: system.adminUrl, DATABASE_ADMIN_URL: '' },
        encoding: 'utf8',
      });
    const own = () =>
      rows(`
        select count(*) filter (where not imported) as cases, count(*) filter (where closed_at is null) as live,
          (select count(*) from tasks) as tasks, (select count(*) from clocks) as clocks
        from cases`);

    it('has as many as were asked for, each with its whole history, and none of them among its own', async () => {
      const before = await own();
      const { status, stdout, stderr } = seed(IMPORTED);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`${IMPORTED} imported closed cases, ${IMPORTED} of them new`);
      expect(await own()).toEqual(before);
      const imported = await rows<{ id: string; number: string }>(`
        select c.id, c.number from cases c
        join case_words w on w.case_id = c.id
        join assignments a on a.case_id = c.id
        join follow_ups f on f.case_id = c.id
        where c.imported and c.status = 'CLOSED' and c.closed_at < (select min(received_at) from cases where not imported)`);
      expect(imported).toHaveLength(IMPORTED);
      expect(imported.filter(({ number }) => !isCaseNumber(number))).toEqual([]);
      for (const { id } of imported.slice(0, 20)) expect(await verifyChain(system.sql, `case:${id}`)).toBe(5);
    }, 60_000);

    it('adds nothing when it has them already, goes on from there, and refuses what is no number', async () => {
      expect(seed(IMPORTED).stdout).toContain('0 of them new');
      expect(seed(IMPORTED + 20).stdout).toContain('20 of them new');
      const refused = seed(0);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('--closed needs how many closed cases there shall be');
    }, 60_000);
  });
});
