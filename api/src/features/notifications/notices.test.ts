import postgres from 'postgres';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../../tests/support/wait-for.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { notify, notifyAll } = await import('./notifications.public.js');
const { NotificationQueries } = await import('./notification.queries.js');
const queries = kit.get(NotificationQueries);
const { id: caseId } = await kit.received();
const listener = postgres(kit.appUrl, { max: 1, onnotice: () => {} });
const heard: { kind: string; userIds?: string[] }[] = [];
await listener.listen('changes', (payload) => heard.push(JSON.parse(payload)));

const tell = (viewers: Viewer[], kind: string, of: string | null = caseId) =>
  kit.database.inTransaction((sql) =>
    notify(sql, { userIds: viewers.map(({ id }) => id), caseId: of, kind, at: kit.clock.now() }),
  );
const kinds = async (viewer: Viewer) =>
  (await queries.notices(kit.database.sql, viewer, {})).nodes.map(({ kind }) => kind).sort();
const without = async (groups: unknown) => {
  const viewer = await kit.person('HA', { unit: 'SWJ' });
  await kit.sql`update users set preferences = ${kit.sql.json({ noticesOff: groups } as never)} where id = ${viewer.id}`;
  return viewer;
};

afterAll(async () => {
  await listener.end();
  await kit.close();
});

describe('what I switched off', () => {
  it('does not come, and comes to everybody else', async () => {
    const [off, on] = [await without(['DEADLINES']), await kit.person('HA', { unit: 'SWJ' })];
    for (const kind of ['clock.yellow', 'clock.overdueDay', 'case.urged', 'clock.calendarMoved'])
      await tell([off, on], kind);
    expect(await kinds(off)).toEqual(['case.urged', 'clock.calendarMoved']);
    expect(await kinds(on)).toEqual(['case.urged', 'clock.calendarMoved', 'clock.overdueDay', 'clock.yellow']);
  });

  it('is never what I must answer', async () => {
    const viewer = await without(['TASKS', 'DEADLINES', 'SUPERVISION', 'CASES', 'CALENDAR']);
    const must = [
      'case.emergencyRaised',
      'case.instructed',
      'supervision.opened',
      'supervision.refused',
      'supervision.reminded',
      'task.reassigned',
      'task.refused',
    ];
    for (const kind of [...must, 'task.canceled', 'supervision.answered', 'calendar.recalculated'])
      await tell([viewer], kind, kind.startsWith('calendar') ? null : caseId);
    expect(await kinds(viewer)).toEqual(must);
  });

  it.each([[null], ['DEADLINES'], [{ DEADLINES: true }], [[1, 2]]])('written as %j harms nothing', async (groups) => {
    const viewer = await without(groups);
    await tell([viewer], 'case.urged');
    expect(await kinds(viewer)).toEqual(['case.urged']);
  });
});

describe('notices', () => {
  it('are told to open pages at commit, many people in few messages, and not to those who hear nothing', async () => {
    const people = await Promise.all(Array.from({ length: 230 }, () => kit.person('HA', { unit: 'SWJ' })));
    const deaf = await without(['CASES']);
    heard.length = 0;
    await tell([...people, deaf], 'case.urged');
    const told = () => heard.filter(({ kind }) => kind === 'notice');
    await waitFor(async () => told().flatMap(({ userIds }) => userIds).length >= 230, 'everybody is told');
    expect(new Set(told().flatMap(({ userIds }) => userIds))).toEqual(new Set(people.map(({ id }) => id)));
    expect(told()).toHaveLength(3);
  });

  it('go on page by page, unread alone or all, and are read one by one or together', async () => {
    const viewer = await kit.person('HA', { unit: 'SWJ' });
    await kit.database.inTransaction((sql) =>
      notifyAll(
        sql,
        Array.from({ length: 7 }, () => ({ userIds: [viewer.id], caseId, kind: 'case.urged', at: kit.clock.now() })),
      ),
    );
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const page = await queries.notices(kit.database.sql, viewer, { first: 3, after });
      for (const { id } of page.nodes) seen.add(id);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.size).toBe(7);
    const [first] = seen;
    expect(await queries.markRead(kit.database.sql, viewer.id, [first as string], kit.clock.now())).toBe(1);
    expect(await queries.unread(kit.database.sql, viewer)).toBe(6);
    const { nodes } = await queries.notices(kit.database.sql, viewer, { unreadOnly: true });
    expect(nodes.map(({ id }) => id)).not.toContain(first);
    expect(await queries.markRead(kit.database.sql, viewer.id, null, kit.clock.now())).toBe(6);
    expect(await queries.markRead(kit.database.sql, viewer.id, null, kit.clock.now())).toBe(0);
    expect(await queries.unread(kit.database.sql, viewer)).toBe(0);
  });

  it('about the same take the place of the unread one and say how many they were', async () => {
    const viewer = await kit.person('SU', { unit: 'ZWZX' });
    const other = await kit.received();
    const overdue = (clock: string, overdueDays: number) =>
      kit.database.inTransaction((sql) =>
        notify(sql, {
          userIds: [viewer.id],
          caseId,
          kind: 'clock.overdueDay',
          details: { clock, overdueDays },
          at: kit.clock.now(),
        }),
      );
    for (const day of [1, 2, 3]) await overdue('DISPATCH', day);
    await overdue('ACCEPT', 1);
    for (const each of [caseId, caseId, other.id]) await tell([viewer], 'supervision.callExhausted', each);
    const lines = async () =>
      (await queries.notices(kit.database.sql, viewer, { unreadOnly: true })).nodes.map(({ kind, times, details }) => [
        kind,
        times,
        (details as { overdueDays?: number }).overdueDays ?? 0,
      ]);
    expect((await lines()).sort()).toEqual([
      ['clock.overdueDay', 1, 1],
      ['clock.overdueDay', 3, 3],
      ['supervision.callExhausted', 1, 0],
      ['supervision.callExhausted', 2, 0],
    ]);
    expect(await queries.unread(kit.database.sql, viewer)).toBe(4);
    await queries.markRead(kit.database.sql, viewer.id, null, kit.clock.now());
    await overdue('DISPATCH', 4);
    expect(await lines()).toEqual([['clock.overdueDay', 1, 4]]);
  });

  it('that replaced the line somebody saw stay unread when that one is marked', async () => {
    const viewer = await kit.person('SU', { unit: 'ZWZX' });
    await tell([viewer], 'supervision.callExhausted');
    const [seen] = (await queries.notices(kit.database.sql, viewer, {})).nodes;
    await tell([viewer], 'supervision.callExhausted');
    expect(await queries.markRead(kit.database.sql, viewer.id, [seen?.id as string], kit.clock.now())).toBe(0);
    expect(await queries.unread(kit.database.sql, viewer)).toBe(1);
  });

  it('of one statement about the same are one line too', async () => {
    const viewer = await kit.person('SU', { unit: 'ZWZX' });
    const notice = { userIds: [viewer.id], caseId, kind: 'clock.red', details: { clock: 'SIGN' }, at: kit.clock.now() };
    await kit.database.inTransaction((sql) => notifyAll(sql, [notice, notice, notice]));
    const { nodes } = await queries.notices(kit.database.sql, viewer, {});
    expect(nodes.map(({ times }) => times)).toEqual([3]);
  });

  it('are counted no further than a hundred', async () => {
    const viewer = await kit.person('HA', { unit: 'SWJ' });
    await kit.sql`
      insert into notifications (id, user_id, case_id, kind, created_at)
      select gen_random_uuid(), ${viewer.id}, ${caseId}, 'case.urged', now() from generate_series(1, 130)`;
    expect(await queries.unread(kit.database.sql, viewer)).toBe(100);
  });
});
