import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { ClaimTask } = await import('../tasks/claim-task.js');
const { CasePartsQueries } = await import('./case-parts.queries.js');
const { InstructCase } = await import('./instruct-case.js');
const { RecordFirstContact } = await import('./record-first-contact.js');
const { SendInterimReply } = await import('./send-interim-reply.js');
const { SupplementCase } = await import('./supplement-case.js');
const { UrgeCase } = await import('./urge-case.js');
const { ViewRequester } = await import('./view-requester.js');
const { VoidCase } = await import('./void-case.js');
const { WithdrawCase } = await import('./withdraw-case.js');

const CITIZEN = { kind: 'CITIZEN' } as const;
const agent = await kit.person('CA', { unit: 'ZWZX' });
const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });
const ruler = await kit.person('LD');
const byAgent = { kind: 'USER', viewer: agent } as const;

afterAll(() => kit.close());

async function ended(): Promise<string> {
  const { id } = await kit.received();
  await kit.sql`update cases set status = 'CLOSED', closed_at = now() where id = ${id}`;
  return id;
}

describe('every act on a case', () => {
  const acts: [string, (caseId: string) => Promise<unknown>][] = [
    ['urge', (id) => kit.get(UrgeCase).execute(id, null, CITIZEN)],
    ['supplement', (id) => kit.get(SupplementCase).execute(id, '又停水了', [], CITIZEN)],
    ['withdraw', (id) => kit.get(WithdrawCase).execute(id, '已解决', CITIZEN)],
    ['void', (id) => kit.get(VoidCase).execute(id, '测试工单', agent)],
    ['instruct', (id) => kit.get(InstructCase).execute(id, '请尽快', ruler)],
    [
      'first contact',
      (caseId) =>
        kit.get(RecordFirstContact).execute({ caseId, way: 'PHONE', outcome: 'REACHED', proof: '录音' }, handler),
    ],
    ['interim reply', async (id) => kit.get(SendInterimReply).execute(id, '已派人查看', handler)],
  ];

  it.each(acts)('is refused once the case has ended: %s', async (_, act) => {
    await expect(act(await ended())).rejects.toMatchObject({ name: 'CaseEnded', code: 'CONFLICT' });
  });

  it.each(acts)('is refused for a case that is not there: %s', async (_, act) => {
    await expect(act('0198c1a2-0000-7000-8000-000000000000')).rejects.toMatchObject({ name: 'CaseNotFound' });
  });

  it.each([
    ['supplement', 'text', (text: string) => (id: string) => kit.get(SupplementCase).execute(id, text, [], CITIZEN)],
    ['withdraw', 'reason', (text: string) => (id: string) => kit.get(WithdrawCase).execute(id, text, CITIZEN)],
    ['void', 'reason', (text: string) => (id: string) => kit.get(VoidCase).execute(id, text, agent)],
    ['instruct', 'text', (text: string) => (id: string) => kit.get(InstructCase).execute(id, text, ruler)],
    ['view requester', 'reason', (text: string) => (id: string) => kit.get(ViewRequester).execute(id, text, agent)],
  ] as const)('needs its words: %s', async (_, field, act) => {
    const { id } = await kit.received({}, agent);
    const attempt = async (text: string) => act(text)(id);
    const refused = (rule: string) => ({ name: 'InvalidInput', details: { fields: { [field]: rule } } });
    await expect(attempt('  ')).rejects.toMatchObject(refused('required'));
    await expect(attempt('字'.repeat(2001))).rejects.toMatchObject(refused('tooLong'));
  });

  it('stands in the chain with commitments of its words and leaves it valid', async () => {
    const { id } = await kit.assigned('SWJ');
    for (const [, act] of acts) await act(id);
    expect((await kit.eventTypes(id)).slice(2)).toEqual([
      'case.urged',
      'case.supplemented',
      'case.withdrawalRequested',
      'case.voidRequested',
      'case.instructed',
      'case.contacted',
      'case.interimReplied',
    ]);
    await verifyChain(kit.sql, `case:${id}`);
    const leaks =
      await kit.sql`select from events where case_id = ${id} and canonical ~ '停水|已解决|测试工单|请尽快|录音|查看'`;
    expect(leaks).toHaveLength(0);
  });
});

describe('催办 urge', () => {
  it('is counted and told to the holder and to the leader of the unit', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.get(ClaimTask).execute(await kit.open('acknowledge', id), handler);
    await kit.get(UrgeCase).execute(id, '还没有人联系我', CITIZEN);
    expect(await kit.case(id)).toMatchObject({ urge_count: 1, last_urged_at: kit.clock.now() });
    expect(await kit.notices(handler.id)).toContainEqual({ kind: 'case.urged' });
    expect(await kit.notices(leader.id)).toContainEqual({ kind: 'case.urged' });
  });

  it('is limited to once an hour, two at once included', async () => {
    const { id } = await kit.received();
    const urge = () => kit.get(UrgeCase).execute(id, null, CITIZEN);
    const answers = await Promise.allSettled([urge(), urge(), urge()]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    kit.clock.advance(59);
    await expect(urge()).rejects.toMatchObject({ name: 'UrgedTooSoon', details: { retryInMinutes: 1 } });
    kit.clock.advance(1);
    await urge();
    expect(await kit.case(id)).toMatchObject({ urge_count: 2 });
  });
});

describe('补充 supplement', () => {
  it('adds words and leaves the original as it was', async () => {
    const { id } = await kit.received();
    const before = await kit.case(id);
    await kit.get(SupplementCase).execute(id, '  又停水了  ', [], byAgent);
    expect((await kit.case(id)).original_text).toBe(before.original_text);
    expect(await kit.sql`select text, by_user from supplements where case_id = ${id}`).toEqual([
      { text: '又停水了', by_user: agent.id },
    ]);
  });
});

describe('撤诉 withdraw and 作废 void', () => {
  const acts = [
    [
      'withdraw',
      'msg.case.withdrawn',
      'withdrawalId',
      (id: string) => kit.get(WithdrawCase).execute(id, '王某已解决', CITIZEN),
    ],
    ['void', 'msg.case.voided', 'voidId', (id: string) => kit.get(VoidCase).execute(id, '王某重复', agent)],
  ] as const;

  it.each(acts)('%s starts its process once, with ids only', async (_, name, variable, act) => {
    const { id, number } = await kit.received();
    const answers = await Promise.allSettled([act(id), act(id), act(id)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(act(id)).rejects.toMatchObject({ name: 'AlreadyPending', code: 'CONFLICT' });
    const messages = (await kit.outbox(id)).slice(1);
    expect(messages).toHaveLength(1);
    const { messageId, variables } = messages[0]!.command as { messageId: string; variables: unknown };
    expect(messages[0]).toMatchObject({ kind: 'PUBLISH_MESSAGE', lane: id, command: { name, correlationKey: number } });
    expect(variables).toEqual({ caseId: id, caseNumber: number, [variable]: messageId });
  });

  it.each(['QC', 'DI', 'HA', 'UL', 'SU', 'FU', 'LD'] as const)(
    'on behalf of the citizen are not for %s',
    async (role) => {
      const { id } = await kit.assigned('SWJ');
      const by = { kind: 'USER', viewer: await kit.person(role, { unit: 'SWJ' }) } as const;
      const refused = { name: 'NotPermitted', code: 'FORBIDDEN' };
      await expect((async () => kit.get(UrgeCase).execute(id, null, by))()).rejects.toMatchObject(refused);
      await expect((async () => kit.get(SupplementCase).execute(id, 'x', [], by))()).rejects.toMatchObject(refused);
      await expect((async () => kit.get(WithdrawCase).execute(id, 'x', by))()).rejects.toMatchObject(refused);
    },
  );

  it('are asked for by those who may', async () => {
    const { id } = await kit.received();
    const withdraw = async () => kit.get(WithdrawCase).execute(id, 'x', { kind: 'USER', viewer: handler });
    await expect(withdraw()).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect((async () => kit.get(VoidCase).execute(id, 'x', leader))()).rejects.toMatchObject({
      name: 'NotPermitted',
    });
  });
});

describe('批示 instruct', () => {
  it('waits on the case in its own words until it is followed', async () => {
    const { id } = await kit.received();
    await kit.get(InstructCase).execute(id, '请三日内到现场', ruler);
    const pending = () => kit.get(CasePartsQueries).pendingActs(kit.sql, id);
    expect(await pending()).toMatchObject([{ kind: 'INSTRUCTION', reason: '请三日内到现场', userId: ruler.id }]);
    await kit.sql`update instructions set state = 'FOLLOWED' where case_id = ${id}`;
    expect(await pending()).toEqual([]);
  });

  it('may stand side by side, each with its own message', async () => {
    const { id } = await kit.received();
    await kit.get(InstructCase).execute(id, '请尽快', ruler);
    await kit.get(InstructCase).execute(id, '请举一反三', ruler);
    const messages = (await kit.outbox(id)).slice(1).map(({ command }) => command);
    expect(messages.map(({ name }) => name)).toEqual(['msg.case.instructed', 'msg.case.instructed']);
    expect(new Set(messages.map(({ correlationKey }) => correlationKey)).size).toBe(2);
  });

  it('is a leader’s act', async () => {
    const { id } = await kit.received();
    const supervisor = await kit.person('SU');
    await expect((async () => kit.get(InstructCase).execute(id, 'x', supervisor))()).rejects.toMatchObject({
      name: 'NotPermitted',
    });
  });
});

describe('主动联系 first contact', () => {
  const contact = async (caseId: string, changes = {}, viewer = handler) =>
    kit
      .get(RecordFirstContact)
      .execute({ caseId, way: 'PHONE', outcome: 'REACHED', proof: '通话录音 3 分钟', ...changes }, viewer);
  const clock = async (caseId: string) =>
    (await kit.sql`select state, stopped_at from clocks where case_id = ${caseId} and kind = 'FIRST_CONTACT'`)[0];

  it('meets its clock at the time of the contact when the citizen was reached', async () => {
    const { id } = await kit.assigned('SWJ');
    kit.clock.advance(40);
    const contactedAt = new Date(kit.clock.now().getTime() - 600_000);
    await contact(id, { contactedAt });
    expect(await clock(id)).toEqual({ state: 'MET', stopped_at: contactedAt });
    expect(await kit.sql`select status, first_contact_by from assignments where case_id = ${id}`).toEqual([
      { status: 'CONTACTED', first_contact_by: handler.id },
    ]);
  });

  it('keeps the clock running when nobody answered', async () => {
    const { id } = await kit.assigned('SWJ');
    await contact(id, { outcome: 'NOT_REACHED' });
    expect(await clock(id)).toMatchObject({ state: 'RUNNING' });
  });

  it('meets its clock by the third attempt that counts, at its time', async () => {
    const { id } = await kit.assigned('SWJ');
    const begun = kit.clock.now().getTime();
    kit.clock.advance(60);
    for (const minutes of [10, 12, 25]) {
      await contact(id, { outcome: 'NOT_REACHED', contactedAt: new Date(begun + minutes * 60_000) });
      expect(await clock(id)).toMatchObject({ state: 'RUNNING' });
    }
    const third = new Date(begun + 40 * 60_000);
    await contact(id, { outcome: 'NOT_REACHED', contactedAt: third });
    expect(await clock(id)).toEqual({ state: 'MET', stopped_at: third });
    expect(await kit.sql`select first_contact_at from assignments where case_id = ${id}`).toEqual([
      { first_contact_at: null },
    ]);
  });

  it('has no clock where nobody can be reached', async () => {
    const { id } = await kit.assigned('SWJ', { requester: { kind: 'ANONYMOUS' } });
    expect(await clock(id)).toBeUndefined();
  });

  it('is an act of the unit that has the case', async () => {
    const { id } = await kit.assigned('SWJ');
    const stranger = await kit.person('HA', { unit: 'CGJ' });
    await expect(contact(id, {}, stranger)).rejects.toMatchObject({ name: 'NoLiveAssignment' });
    await expect(contact((await kit.received()).id)).rejects.toMatchObject({ name: 'NoLiveAssignment' });
    await expect(contact(id, {}, agent)).rejects.toMatchObject({ name: 'NotPermitted' });
  });

  it('needs a proof and lies between receipt and now', async () => {
    const { id } = await kit.assigned('SWJ');
    await expect(contact(id, { proof: ' ' })).rejects.toMatchObject({ details: { fields: { proof: 'required' } } });
    const outOfRange = { details: { fields: { contactedAt: 'outOfRange' } } };
    const now = kit.clock.now().getTime();
    await expect(contact(id, { contactedAt: new Date(now + 1000) })).rejects.toMatchObject(outOfRange);
    await expect(contact(id, { contactedAt: new Date(now - 1000) })).rejects.toMatchObject(outOfRange);
  });
});

describe('the requester in the clear', () => {
  const view = async (caseId: string, viewer: typeof agent) =>
    kit.get(ViewRequester).execute(caseId, '回访核实', viewer);

  it('is shown to the receiver and to follow-up callers, with reader and reason on record', async () => {
    const requester = { kind: 'PERSON', name: '李测试', phone: '19900006666' };
    const { id } = await kit.received({ requester, type: 'REPORT' }, agent);
    const caller = await kit.person('FU');
    expect(await view(id, agent)).toEqual({ kind: 'PERSON', name: '李测试', phone: '19900006666', masked: false });
    await view(id, caller);
    expect(await kit.sql`select user_id, what, reason from access_reads where case_id = ${id} order by id`).toEqual([
      { user_id: agent.id, what: 'requester', reason: '回访核实' },
      { user_id: caller.id, what: 'requester', reason: '回访核实' },
    ]);
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.requesterViewed')).toHaveLength(2);
  });

  it.each(['QC', 'DI', 'HA', 'UL', 'SU', 'LD', 'AU'] as const)('needs more than one person for %s', async (role) => {
    const { id } = await kit.assigned('SWJ');
    await expect(view(id, await kit.person(role, { unit: 'SWJ' }))).rejects.toMatchObject({ name: 'NotPermitted' });
    expect(await kit.sql`select from access_reads where case_id = ${id}`).toHaveLength(0);
  });

  it('is not there for a call agent who did not receive the case', async () => {
    const { id } = await kit.received({}, agent);
    await expect(view(id, await kit.person('CA'))).rejects.toMatchObject({ name: 'CaseNotFound' });
  });
});
