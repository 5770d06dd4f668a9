import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { RequestContext } from '../../graphql/request-context.js';

const kit = await openUseCases();
const { CitizensResolver } = await import('./citizens.resolver.js');
const { ResumeHandlingJob } = await import('../cases/resume-handling.job.js');
const { SendReplyJob } = await import('../cases/send-reply.job.js');
const { CloseCaseJob } = await import('../cases/close-case.job.js');
const { SendInterimReply } = await import('../cases/send-interim-reply.js');
const { RecordFirstContact } = await import('../cases/record-first-contact.js');

const citizens = kit.get(CitizensResolver);
const from = (ip: string) => ({ request: { ip } }) as unknown as RequestContext;
let addresses = 0;
const somewhere = () => {
  addresses += 1;
  return from(`10.0.0.${addresses}`);
};
const handler = await kit.person('HA', { unit: 'SWJ', name: '沈承办' });
const leader = await kit.person('UL', { unit: 'SWJ', name: '王负责' });
const checker = await kit.person('QC', { unit: 'ZWZX', name: '周质检' });

afterAll(() => kit.close());

describe('the door', () => {
  it('opens to number and check code as people type them', async () => {
    const { number, checkCode } = await kit.received({}, null);
    const typed = {
      number: ` ${number.toLowerCase()} `,
      checkCode: `${checkCode.slice(0, 4).toLowerCase()} ${checkCode.slice(4)}`,
    };
    expect(await citizens.caseProgress(typed, somewhere())).toMatchObject({ number });
  });

  it('answers a wrong code and an unknown number alike', async () => {
    const { number } = await kit.received({}, null);
    const wrong = await citizens.caseProgress({ number, checkCode: '22222222' }, somewhere()).catch((error) => error);
    const unknown = await citizens
      .caseProgress({ number: 'LC2609240000000', checkCode: '22222222' }, somewhere())
      .catch((error) => error);
    expect(wrong).toMatchObject({ name: 'WrongCheckCode', code: 'NOT_FOUND' });
    expect([unknown.name, unknown.message, unknown.details]).toEqual([wrong.name, wrong.message, wrong.details]);
  });

  it('does not open a case with another one’s code', async () => {
    const [first, second] = [await kit.received({}, null), await kit.received({}, null)];
    const mixed = { number: first.number, checkCode: second.checkCode };
    await expect(citizens.caseProgress(mixed, somewhere())).rejects.toMatchObject({ name: 'WrongCheckCode' });
  });

  it('shuts after ten wrong codes for a number, from wherever they come, for an hour', async () => {
    const { number, checkCode } = await kit.received({}, null);
    for (let n = 0; n < 10; n += 1) {
      const wrong = citizens.caseProgress({ number, checkCode: '33333333' }, somewhere());
      await expect(wrong).rejects.toMatchObject({ name: 'WrongCheckCode' });
    }
    const limited = { name: 'TooManyTries', code: 'RATE_LIMITED' };
    await expect(citizens.caseProgress({ number, checkCode: '33333333' }, somewhere())).rejects.toMatchObject(limited);
    await expect(citizens.caseProgress({ number, checkCode }, somewhere())).rejects.toMatchObject(limited);
    await kit.sql`update progress_attempts set at = at - interval '61 minutes'`;
    await citizens.caseProgress({ number, checkCode }, somewhere());
  });

  it('shuts to an address that tries many numbers', async () => {
    const address = somewhere();
    const guess = (n: number) =>
      citizens
        .caseProgress({ number: `LC26092400${1000 + n}0`, checkCode: '44444444' }, address)
        .catch((error) => error.name);
    const answers: string[] = [];
    for (let n = 0; n < 32; n += 1) answers.push(await guess(n));
    expect(new Set(answers.slice(0, 10))).toEqual(new Set(['WrongCheckCode']));
    expect(answers.at(-1)).toBe('TooManyTries');
    const { number, checkCode } = await kit.received({}, null);
    await citizens.caseProgress({ number, checkCode }, somewhere());
  });

  it('stores codes hashed', async () => {
    const { id, checkCode } = await kit.received({}, null);
    expect(JSON.stringify(await kit.case(id))).not.toContain(checkCode);
  });
});

describe('what a citizen reports', () => {
  it('comes by the web form, without what only staff may decide', async () => {
    const original = await kit.received();
    const input = kit.request({ channel: 'PHONE', statedDisposition: 'EMERGENCY', duplicateOf: original.id });
    const { id, number, checkCode } = await citizens.reportCase(input);
    expect(await kit.case(id)).toMatchObject({ channel: 'WEB_FORM', duplicate_of: null, first_receiver_user_id: null });
    expect(await kit.outbox(id)).toMatchObject([{ command: { variables: { statedDisposition: '' } } }]);
    await citizens.caseProgress({ number, checkCode: checkCode ?? '' }, somewhere());
  });
});

describe('the progress', () => {
  const progress = (key: { number: string; checkCode: string }) => citizens.caseProgress(key, somewhere());

  it('shows no names of staff and nothing that was written inside', async () => {
    const reported = await kit.assigned('SWJ', {});
    const { id: caseId, assignmentId } = reported;
    await kit.pass('acknowledge', caseId, { note: '内部备注一' }, handler);
    const contact = { caseId, way: 'PHONE', outcome: 'REACHED', proof: '内部录音编号', note: '内部备注二' } as const;
    await kit.get(RecordFirstContact).execute(contact, handler);
    await kit.pass('handle', caseId, { measures: '内部措施', closeType: 'SOLVED' }, handler);
    await kit.pass('draftReply', caseId, { replyText: '您好，管道已冲洗。', publicReply: '公开版' }, handler);
    await kit.pass('approveReply', caseId, { replyApproved: 'YES' }, leader);
    await kit.job(SendReplyJob, 'sendReply', caseId, { assignmentId });
    await kit.pass('closeReview', caseId, { reviewOutcome: 'REJECTED', comment: '内部意见' }, checker);
    const shown = await progress(reported);
    expect(shown.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['received', 'dispatched', 'signed', 'contacted', 'replied']),
    );
    const text = JSON.stringify(shown);
    for (const secret of ['沈承办', '王负责', '周质检', '内部', '公开版', handler.id, leader.id, checker.id]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('shows the reply only once it was sent, and never the draft of the next one', async () => {
    const reported = await kit.assigned('SWJ');
    const { id, assignmentId } = reported;
    await kit.pass('draftReply', id, { replyText: '第一次答复' }, handler);
    expect(await progress(reported)).toMatchObject({ reply: null });
    await kit.pass('approveReply', id, { replyApproved: 'YES' }, leader);
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect(await progress(reported)).toMatchObject({ reply: '第一次答复' });
    await kit.job(ResumeHandlingJob, 'startRework', id, { assignmentId, reworkNo: 0 });
    await kit.pass('draftReply', id, { replyText: '第二次答复，尚未审签' }, handler);
    expect(await progress(reported)).toMatchObject({ reply: '第一次答复' });
    kit.clock.advance(1);
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect(await progress(reported)).toMatchObject({ reply: '第二次答复，尚未审签' });
  });

  it('shows an interim reply as the unit wrote it, beside the final one, and not who wrote it', async () => {
    const reported = await kit.assigned('SWJ');
    const { id, assignmentId } = reported;
    await kit.get(SendInterimReply).execute(id, '已派人到场查看。', handler);
    const words = [{ text: '已派人到场查看。', at: kit.clock.now(), unitName: expect.any(String) }];
    const before = await progress(reported);
    expect(before).toMatchObject({ interimReplies: words, reply: null, promisedAt: expect.any(Date) });
    expect(JSON.stringify(before)).not.toMatch(new RegExp(`${handler.id}|沈承办`));
    await kit.pass('draftReply', id, { replyText: '已修好。' }, handler);
    await kit.pass('approveReply', id, { replyApproved: 'YES' }, leader);
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect(await progress(reported)).toMatchObject({ interimReplies: words, reply: '已修好。', promisedAt: null });
  });

  it('shows the answer that was given at once', async () => {
    const reported = await kit.received({ type: 'CONSULT' });
    await kit.pass('answerNow', reported.id, { answer: '可以在网上缴费。' }, await kit.person('CA'));
    expect(await progress(reported)).toMatchObject({ reply: '可以在网上缴费。' });
  });

  it('promises a date until the answer is there, and offers no act on an ended case', async () => {
    const reported = await kit.assigned('SWJ');
    kit.clock.set('2026-09-24T10:00:00+08:00');
    expect(await progress(reported)).toMatchObject({ canUrge: true, canSupplement: true, canWithdraw: true });
    await kit.job(CloseCaseJob, 'closeCase', reported.id);
    expect(await progress(reported)).toMatchObject({
      status: 'CLOSED',
      promisedAt: null,
      canUrge: false,
      canSupplement: false,
      canWithdraw: false,
    });
  });

  it('promises when the unit is done, not when the centre’s own steps are due', async () => {
    const waiting = await kit.received();
    await kit.open('qualityCheck', waiting.id);
    expect(await kit.case(waiting.id)).toMatchObject({ due_at: expect.any(Date) });
    expect(await progress(waiting)).toMatchObject({ promisedAt: null, provisional: false, pause: null });
    const replied = await kit.assigned('SWJ');
    expect(await progress(replied)).toMatchObject({ promisedAt: (await kit.case(replied.id)).due_at });
    await kit.sql`update cases set reply_text = '已修好。' where id = ${replied.id}`;
    await kit.job(SendReplyJob, 'sendReply', replied.id, { assignmentId: replied.assignmentId });
    await kit.open('closeReview', replied.id);
    expect(await kit.case(replied.id)).toMatchObject({ due_at: expect.any(Date) });
    expect(await progress(replied)).toMatchObject({ promisedAt: null });
  });

  it('lets the citizen urge, supplement and withdraw', async () => {
    const key = await kit.received({}, null);
    expect(await citizens.urgeByCitizen({ key, note: '快一点' }, somewhere())).toMatchObject({
      urgeCount: 1,
      canUrge: false,
    });
    await citizens.supplementByCitizen({ key, text: '又停水了' }, somewhere());
    expect(await citizens.withdrawByCitizen({ key, reason: '已解决' }, somewhere())).toMatchObject({
      canWithdraw: false,
    });
    expect(await kit.eventTypes(key.id)).toEqual([
      'case.received',
      'case.urged',
      'case.supplemented',
      'case.withdrawalRequested',
    ]);
  });
});
