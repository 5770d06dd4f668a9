import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { ReleaseTask } = await import('./release-task.js');
const { ReassignTask } = await import('./reassign-task.js');
const { SaveDraft } = await import('./save-draft.js');
const { TaskQueries } = await import('./task.queries.js');

const [first, second] = [
  await kit.person('QC', { unit: 'ZWZX', name: '质检甲' }),
  await kit.person('QC', { unit: 'ZWZX', name: '质检乙' }),
];
const supervisor = await kit.person('SU', { unit: 'ZWZX' });
const claim = async (id: string, viewer = first) => kit.get(ClaimTask).execute(id, viewer);
const openCheck = async () => kit.open('qualityCheck', (await kit.received()).id);

afterAll(() => kit.close());

describe('ClaimTask', () => {
  it('lets exactly one of many win, and tells the others who', async () => {
    const many = [first, second];
    for (let n = 0; n < 6; n += 1) many.push(await kit.person('QC', { unit: 'ZWZX', name: `质检${n}` }));
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    const answers = await Promise.allSettled(many.map((viewer) => claim(id, viewer)));
    const winners = many.filter((_, n) => answers[n]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const { holderId, state } = await kit.task(id);
    expect({ holderId, state }).toEqual({ holderId: winners[0]?.id, state: 'CLAIMED' });
    for (const answer of answers.filter(({ status }) => status === 'rejected')) {
      expect((answer as PromiseRejectedResult).reason).toMatchObject({
        name: 'TaskAlreadyClaimed',
        code: 'CONFLICT',
        details: { taskId: id, holderName: winners[0]?.name },
      });
    }
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'task.claimed')).toHaveLength(1);
    await verifyChain(kit.sql, `case:${caseId}`);
  });

  it('is harmless when the holder claims again', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await claim(id);
    await claim(id);
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'task.claimed')).toHaveLength(1);
  });

  it('does not show a task to people of other groups', async () => {
    const id = await openCheck();
    for (const role of ['CA', 'DI', 'HA', 'UL', 'CO', 'FU', 'DE', 'AD'] as const) {
      const viewer = await kit.person(role, { unit: 'SWJ' });
      await expect(claim(id, viewer)).rejects.toMatchObject({ name: 'TaskNotFound' });
    }
  });

  it('refuses those who see every task but belong to none of its groups', async () => {
    const id = await openCheck();
    await expect(claim(id, supervisor)).rejects.toMatchObject({ name: 'NotACandidate' });
    await expect(claim(id, await kit.person('LD'))).rejects.toMatchObject({ name: 'NotACandidate' });
    // Auditors read and never act (domain.md section 5).
    await expect(claim(id, await kit.person('AU'))).rejects.toMatchObject({ name: 'NotPermitted' });
  });

  it('gives a unit its own tasks only', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const id = await kit.open('acknowledge', caseId);
    const stranger = await kit.person('HA', { unit: 'CGJ' });
    await expect(claim(id, stranger)).rejects.toMatchObject({ name: 'TaskNotFound' });
    await claim(id, await kit.person('HA', { unit: 'SWJ' }));
  });
});

describe('ReleaseTask', () => {
  it('gives the task back to its group with its draft', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await claim(id);
    await kit.get(SaveDraft).execute(id, { summary: '写到一半' }, first);
    await kit.get(ReleaseTask).execute(id, first);
    expect(await kit.task(id)).toMatchObject({ state: 'OPEN', holderId: null, draft: { summary: '写到一半' } });
    expect((await kit.eventTypes(caseId)).at(-1)).toBe('task.released');
    await claim(id, second);
  });

  it('is refused to anybody but the holder', async () => {
    const id = await openCheck();
    await expect(kit.get(ReleaseTask).execute(id, first)).rejects.toMatchObject({ name: 'TaskNotHeld' });
    await claim(id);
    await expect(kit.get(ReleaseTask).execute(id, second)).rejects.toMatchObject({ name: 'TaskAlreadyClaimed' });
  });
});

describe('SaveDraft', () => {
  it('keeps what the holder writes, and nobody else writes over it', async () => {
    const id = await openCheck();
    await expect(kit.get(SaveDraft).execute(id, { note: 'x' }, first)).rejects.toMatchObject({ name: 'TaskNotHeld' });
    await claim(id);
    await kit.get(SaveDraft).execute(id, { note: '甲写的' }, first);
    await expect(kit.get(SaveDraft).execute(id, { note: '乙写的' }, second)).rejects.toMatchObject({
      name: 'TaskNotHeld',
    });
    expect((await kit.task(id)).draft).toEqual({ note: '甲写的' });
  });

  it('keeps it also when the task was cancelled meanwhile', async () => {
    const id = await openCheck();
    await claim(id);
    await kit.engineCanceled((await kit.task(id)).jobKey);
    await kit.get(SaveDraft).execute(id, { note: '还在写' }, first);
    expect(await kit.task(id)).toMatchObject({ state: 'CANCELED', draft: { note: '还在写' } });
  });

  it('refuses more than a person writes', async () => {
    const id = await openCheck();
    await claim(id);
    const much = { note: '字'.repeat(200_001) };
    await expect((async () => kit.get(SaveDraft).execute(id, much, first))()).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});

describe('ReassignTask', () => {
  const reassign = async (id: string, userId: string, reason: string, viewer = supervisor) =>
    kit.get(ReassignTask).execute(id, userId, reason, viewer);

  it('hands a task to another person of its groups, with a reason, an event and a notice', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await claim(id);
    const receiver = await kit.person('QC', { unit: 'ZWZX' });
    await reassign(id, receiver.id, '请假');
    expect(await kit.task(id)).toMatchObject({ state: 'CLAIMED', holderId: receiver.id });
    expect(await kit.notices(receiver.id)).toEqual([{ kind: 'task.reassigned' }]);
    const [event] = await kit.sql`
      select e.body, p.value as reason from events e join event_private p on p.event_id = e.id and p.field = 'reason'
      where e.case_id = ${caseId} and e.type = 'task.reassigned'`;
    expect(event).toMatchObject({ body: { from: first.id, to: receiver.id }, reason: '请假' });
    await expect(kit.get(ReleaseTask).execute(id, first)).rejects.toMatchObject({ name: 'TaskAlreadyClaimed' });
  });

  it('needs a reason and a role that may', async () => {
    const id = await openCheck();
    await expect(reassign(id, second.id, '  ')).rejects.toMatchObject({
      name: 'InvalidInput',
      details: { fields: { reason: 'required' } },
    });
    await expect(reassign(id, second.id, '请假', await kit.person('FU'))).rejects.toMatchObject({
      name: 'NotPermitted',
    });
  });

  it('refuses a receiver outside the groups, an unknown one and one who has left', async () => {
    const id = await openCheck();
    const handler = await kit.person('HA', { unit: 'SWJ' });
    await expect(reassign(id, handler.id, '请假')).rejects.toMatchObject({ name: 'NotACandidate' });
    const nobody = '0198c1a2-0000-7000-8000-000000000000';
    const unknown = { name: 'InvalidInput', details: { fields: { userId: 'unknownValue' } } };
    await expect(reassign(id, nobody, '请假')).rejects.toMatchObject(unknown);
    const left = await kit.person('QC', { unit: 'ZWZX' });
    await kit.sql`update users set active = false where id = ${left.id}`;
    await expect(reassign(id, left.id, '请假')).rejects.toMatchObject(unknown);
  });

  it('does not let a unit leader choose who reviews the own unit', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const id = await kit.open('closeReview', caseId);
    const leader = await kit.person('UL', { unit: 'SWJ' });
    await expect(reassign(id, first.id, '请他审', leader)).rejects.toMatchObject({ name: 'NotACandidate' });
    const own = await kit.open('acknowledge', caseId);
    const handler = await kit.person('HA', { unit: 'SWJ' });
    await reassign(own, handler.id, '由他办', leader);
    expect((await kit.task(own)).holderId).toBe(handler.id);
  });
});

it('puts claimed tasks on the list of their holder and keeps them on the group list', async () => {
  const id = await openCheck();
  await claim(id);
  const listed = async (viewer: typeof first, scope: 'MINE' | 'UNASSIGNED' | 'MY_GROUPS') =>
    (
      await kit.get(TaskQueries).list(kit.database.sql, viewer, { scope }, 'DUE_ASC', { first: 200 }, kit.clock.now())
    ).nodes.some((task) => task.id === id);
  expect(await listed(first, 'MINE')).toBe(true);
  expect(await listed(second, 'MINE')).toBe(false);
  expect(await listed(second, 'UNASSIGNED')).toBe(false);
  expect(await listed(second, 'MY_GROUPS')).toBe(true);
});
