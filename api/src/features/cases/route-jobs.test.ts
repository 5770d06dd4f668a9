import { verifyChain } from '../../../../tests/support/event-chain.js';
import { NORMAL_SPANS, openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { AssignUnitJob } = await import('./assign-unit.job.js');
const { CloseCaseJob } = await import('./close-case.job.js');
const { ResumeHandlingJob } = await import('./resume-handling.job.js');
const { ScreenRequestJob } = await import('./screen-request.job.js');
const { SendReplyJob } = await import('./send-reply.job.js');
const { TransferEmergencyJob } = await import('./transfer-emergency.job.js');
const { WithdrawCase } = await import('./withdraw-case.js');
const { VoidCase } = await import('./void-case.js');
const { StartClocksJob } = await import('../clocks/start-clocks.job.js');

const at = (text: string) => new Date(`${text}+08:00`);
const clocksOf = (caseId: string) =>
  kit.sql<{ kind: string; state: string; started_at: Date; due_at: Date; round: number; span: string }[]>`
    select kind, state, started_at, due_at, round, span from clocks where case_id = ${caseId} order by kind, started_at`;
const clockOf = async (caseId: string, kind: string) => (await clocksOf(caseId)).filter((each) => each.kind === kind);

beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));
afterAll(() => kit.close());

describe('screen-request', () => {
  const screened = async (changes: Record<string, unknown>) =>
    kit.job(ScreenRequestJob, 'screenRequest', (await kit.received(changes)).id);

  it.each([
    ['有人溺水了，快来人', { emergencyWord: 'CASUALTY' }],
    ['楼下着火了，浓烟很大', { emergencyWord: 'FIRE' }],
    ['厨房燃气味很大，不敢开灯', { emergencyWord: 'GAS_LEAK' }],
    ['门口水管爆裂，路面积水', { emergencyWord: 'UTILITY_BURST' }],
    ['独居老人家里停水两天', { emergencyWord: 'NONE', vulnerable: 'YES' }],
    ['这件事法院已经立案，还想请你们处理', { statutoryChannel: 'LITIGATION' }],
    ['信访事项已受理，请催一催', { statutoryChannel: 'PETITION' }],
    ['纪委已经立案调查的事情', { statutoryChannel: 'DISCIPLINE' }],
    ['想问一下水费怎么交', { emergencyWord: 'NONE', vulnerable: 'NO', statutoryChannel: 'NONE' }],
  ])('hears in "%s" what it says', async (text, facts) => {
    expect(await screened({ text })).toMatchObject(facts);
  });

  it('answers small facts only: enums, numbers, a limit of the law', async () => {
    expect(await screened({ categoryCode: '06-01-01' })).toEqual({
      emergencyWord: 'NONE',
      vulnerable: 'NO',
      statutoryChannel: 'NONE',
      callersSameSpot: 1,
      duplicateOpen: 'NO',
      newFacts: 'YES',
      knowledgeHit: 'NO',
      statutoryLimit: '7wd',
      month: 9,
      urgency: 2,
      reworkNo: 0,
    });
  });

  it('knows the month of Shanghai, not of Greenwich', async () => {
    kit.clock.set('2026-11-01T00:30:00+08:00');
    expect(await screened({})).toMatchObject({ month: 11 });
  });

  it('finds the same caller’s open case with the same facts, however the phone is written', async () => {
    const text = '柳堤路三号院的自来水连续三天发黄，水里有沉淀物，无法饮用。';
    const phone = (number: string) => ({ kind: 'PERSON', name: '李测试', phone: number });
    const place = '柳堤路三号院';
    const first = await kit.received({ text, place, requester: phone('19911112222') });
    kit.clock.advance(60);
    const again = await kit.received({ text, place, requester: phone('+86 199-1111-2222') });
    const facts = await kit.job(ScreenRequestJob, 'screenRequest', again.id);
    expect(facts).toMatchObject({ duplicateOpen: 'YES', newFacts: 'NO' });
    expect(await kit.case(again.id)).toMatchObject({ duplicate_of: first.id });
    const stranger = await kit.received({ text, place, requester: phone('19933334444') });
    expect(await kit.job(ScreenRequestJob, 'screenRequest', stranger.id)).toMatchObject({ duplicateOpen: 'NO' });
    const other = await kit.received({ text: '路灯坏了，晚上看不见路。', requester: phone('19911112222') });
    expect(await kit.job(ScreenRequestJob, 'screenRequest', other.id)).toMatchObject({ duplicateOpen: 'NO' });
  });

  it('does not take an ended or an old case for a duplicate', async () => {
    const request = {
      text: '望河街道垃圾桶三天没有清运，气味很大，影响生活。',
      requester: { kind: 'PERSON', name: '李测试', phone: '19955556666' },
    };
    const ended = await kit.received(request);
    await kit.sql`update cases set status = 'CLOSED', closed_at = now() where id = ${ended.id}`;
    const second = await kit.received(request);
    expect(await kit.job(ScreenRequestJob, 'screenRequest', second.id)).toMatchObject({ duplicateOpen: 'NO' });
    kit.clock.advance(31 * 24 * 60);
    const late = await kit.received(request);
    expect(await kit.job(ScreenRequestJob, 'screenRequest', late.id)).toMatchObject({ duplicateOpen: 'NO' });
  });

  it('counts callers of one spot within an hour, each once', async () => {
    const spot = { place: '柳堤路口爆管处', categoryCode: '05-01-01' };
    const caller = (n: number) => ({ ...spot, requester: { kind: 'PERSON', name: '某', phone: `1980000000${n}` } });
    for (const n of [1, 2, 3, 3]) await kit.received(caller(n));
    const last = await kit.received({ ...spot, requester: { kind: 'ANONYMOUS' } });
    expect(await kit.job(ScreenRequestJob, 'screenRequest', last.id)).toMatchObject({ callersSameSpot: 4 });
    kit.clock.advance(61);
    const later = await kit.received(caller(5));
    expect(await kit.job(ScreenRequestJob, 'screenRequest', later.id)).toMatchObject({ callersSameSpot: 1 });
  });
});

describe('assign-unit', () => {
  it('is idempotent: the same job, or another one, finds the unit that leads', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    const again = await kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit: 'CGJ' });
    expect(again).toEqual({ leadUnit: 'SWJ', assignmentId, acknowledged: 'NO' });
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.dispatched')).toHaveLength(1);
    expect(await kit.sql`select from assignments where case_id = ${id}`).toHaveLength(1);
  });

  it('makes one lead of many jobs at once', async () => {
    const { id } = await kit.received();
    await kit.instanceOf(id);
    const jobs = ['SWJ', 'CGJ', 'SWJ', 'CGJ'].map((leadUnit) => kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit }));
    expect(new Set((await Promise.all(jobs)).map(({ assignmentId }) => assignmentId)).size).toBe(1);
  });

  it.each(['HBSQ', 'NOWHERE'])('is an incident for %s, which cannot lead', async (leadUnit) => {
    const { id } = await kit.received();
    await expect(kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit })).rejects.toThrow(leadUnit);
    expect(await kit.case(id)).toMatchObject({ lead_unit_id: null });
  });

  it('counts five working days from the citizen’s call over 国庆', async () => {
    const { id } = await kit.received();
    kit.clock.set('2026-09-24T16:30:00+08:00');
    await kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit: 'SWJ' });
    expect(await clockOf(id, 'HANDLE')).toMatchObject([
      { state: 'RUNNING', started_at: at('2026-09-24T10:00:00'), due_at: at('2026-10-09T18:00:00') },
    ]);
    expect(await clockOf(id, 'FIRST_CONTACT')).toMatchObject([{ due_at: at('2026-09-28T18:00:00') }]);
    expect(await kit.case(id)).toMatchObject({ due_at: at('2026-10-09T18:00:00'), provisional: false });
  });

  it.each([
    ['2026-02-13T09:00:00', '1wd', '2026-02-14T18:00:00'],
    ['2026-02-13T09:00:00', '5wd', '2026-02-27T18:00:00'],
    ['2026-09-18T09:00:00', '5wd', '2026-09-24T18:00:00'],
    ['2026-09-30T23:59:00', '1wd', '2026-10-08T18:00:00'],
    ['2026-10-09T09:00:00', '1wd', '2026-10-10T18:00:00'],
    ['2026-11-21T09:00:00', '5wd', '2026-11-27T18:00:00'],
    ['2026-09-25T03:00:00', '2h', '2026-09-25T05:00:00'],
    ['2026-09-24T17:30:00', '2wh', '2026-09-28T10:30:00'],
  ])('received %s with %s is due %s', async (received, span, due) => {
    kit.clock.set(`${received}+08:00`);
    const { id } = await kit.received();
    await kit.job(StartClocksJob, 'startClocks', id, { deadlines: { ...NORMAL_SPANS, HANDLE: span }, urgency: 2 });
    await kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit: 'SWJ' });
    expect(await clockOf(id, 'HANDLE')).toMatchObject([{ due_at: at(due), span }]);
  });

  it('says so when the promise lies in a year without a calendar', async () => {
    kit.clock.set('2026-12-31T09:00:00+08:00');
    const { id } = await kit.received();
    await kit.job(StartClocksJob, 'startClocks', id, { deadlines: { ...NORMAL_SPANS, HANDLE: '1wd' }, urgency: 2 });
    await kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit: 'SWJ' });
    expect(await kit.case(id)).toMatchObject({ due_at: at('2027-01-04T18:00:00'), provisional: true });
  });
});

describe('send-reply', () => {
  it('tells the citizen once and meets the promise', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    await kit.sql`update cases set reply_text = '您好，已处理。' where id = ${id}`;
    for (let n = 0; n < 2; n += 1) await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect(await kit.sql`select text from citizen_messages where case_id = ${id} and kind = 'REPLY'`).toEqual([
      { text: '您好，已处理。' },
    ]);
    expect(await clockOf(id, 'HANDLE')).toMatchObject([{ state: 'MET' }]);
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.replied')).toHaveLength(1);
  });

  it('never sends nothing', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    await expect(kit.job(SendReplyJob, 'sendReply', id, { assignmentId })).rejects.toThrow('no reply');
  });
});

describe('resume-handling', () => {
  it('is idempotent by job and counts only the citizen’s rework', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    const job = (element: string, reworkNo: number, key?: string) =>
      kit.job(ResumeHandlingJob, element, id, { assignmentId, reworkNo }, key);
    expect(await job('returnToUnit', 0)).toEqual({ reworkNo: 0, acknowledged: 'YES' });
    const key = kit.models.newKey();
    expect(await job('startRework', 0, key)).toEqual({ reworkNo: 1, acknowledged: 'YES' });
    expect(await job('startRework', 0, key)).toEqual({ reworkNo: 1, acknowledged: 'YES' });
    expect(await kit.case(id)).toMatchObject({ rework_count: 1, status: 'REWORK', phase: 'HANDLE' });
    expect(await job('returnFromExplain', 1)).toEqual({ reworkNo: 1, acknowledged: 'YES' });
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.resumed')).toHaveLength(3);
  });

  it('stops the old promise and makes a new one, in the unit’s own hours', async () => {
    const { id, assignmentId } = await kit.assigned('RQGS');
    kit.clock.set('2026-09-28T10:00:00+08:00');
    await kit.job(ResumeHandlingJob, 'startRework', id, { assignmentId, reworkNo: 0 });
    const handling = await clockOf(id, 'HANDLE');
    expect(handling.map(({ state, round }) => [state, round])).toEqual([
      ['STOPPED', 1],
      ['RUNNING', 2],
    ]);
    // 3 working days of a utility that works every day until 20:00.
    expect(handling[1]).toMatchObject({ span: '3wd', due_at: at('2026-10-01T20:00:00') });
    expect(await kit.case(id)).toMatchObject({ due_at: at('2026-10-01T20:00:00') });
  });

  it('never passes two reworks, by the database', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    await expect(kit.job(ResumeHandlingJob, 'startRework', id, { assignmentId, reworkNo: 2 })).rejects.toMatchObject({
      constraint_name: 'cases_rework_count_check',
    });
  });
});

describe('transfer-emergency', () => {
  it('raises every call agent once and makes the case a matter of life', async () => {
    const agent = await kit.person('CA', { unit: 'ZWZX' });
    const { id } = await kit.received();
    const key = kit.models.newKey();
    const job = () => kit.job(TransferEmergencyJob, 'transferEmergency', id, { emergencyWord: 'FIRE' }, key);
    await job();
    await job();
    expect(await kit.case(id)).toMatchObject({ urgency: 4 });
    expect(await kit.notices(agent.id)).toEqual([{ kind: 'case.emergencyRaised' }]);
  });
});

describe('close-case', () => {
  const close = (caseId: string, element = 'closeCase') => kit.job(CloseCaseJob, element, caseId);

  it('waits while a withdrawal or a void is pending, and closes after its decision', async () => {
    for (const table of ['withdrawals', 'voids']) {
      const { id } = await kit.assigned('SWJ');
      if (table === 'voids') await kit.get(VoidCase).execute(id, '测试工单', await kit.person('CA'));
      else await kit.get(WithdrawCase).execute(id, '已解决', { kind: 'CITIZEN' });
      await expect(close(id)).rejects.toMatchObject({ name: 'TryAgainLater' });
      expect(await kit.case(id)).toMatchObject({ closed_at: null });
      const decided = table === 'voids' ? 'REFUSED' : 'CONTINUED';
      await kit.sql`update ${kit.sql(table)} set state = ${decided} where case_id = ${id}`;
      await close(id);
      expect(await kit.case(id)).toMatchObject({ status: 'CLOSED', phase: 'USE' });
    }
  });

  it('is idempotent, stops every clock and keeps the handler’s close type', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.sql`update cases set close_type = 'PARTLY_SOLVED' where id = ${id}`;
    await close(id);
    await close(id);
    expect(await kit.case(id)).toMatchObject({ close_type: 'PARTLY_SOLVED', closed_at: kit.clock.now() });
    expect((await clocksOf(id)).filter(({ state }) => state === 'RUNNING')).toEqual([]);
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.closed')).toHaveLength(1);
    await verifyChain(kit.sql, `case:${id}`);
  });

  it.each([
    ['closeAnswered', 'ANSWERED', null],
    ['closeTransferred', 'EMERGENCY_TRANSFERRED', 'TRANSFERRED'],
    ['closeRedirected', 'REDIRECTED', 'TRANSFERRED'],
    ['closeMerged', 'MERGED', 'MERGED'],
    ['closeExplained', 'CLOSED', 'EXPLAINED'],
  ])('%s ends the case as %s', async (element, status, close_type) => {
    const { id } = await kit.received();
    await close(id, element);
    expect(await kit.case(id)).toMatchObject({ status, close_type });
  });
});
