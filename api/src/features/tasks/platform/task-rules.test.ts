import { openUseCases } from '../../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../../access/viewer.js';

const kit = await openUseCases();
const { CompleteTask } = await import('../complete-task.js');
const { RecordFirstContact } = await import('../../cases/record-first-contact.js');
const { VoidCase } = await import('../../cases/void-case.js');
const { WithdrawCase } = await import('../../cases/withdraw-case.js');

const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });
const checker = await kit.person('QC', { unit: 'ZWZX' });
const dispatcher = await kit.person('DI', { unit: 'ZWZX' });
const caller = await kit.person('FU', { unit: 'ZWZX' });
const agent = await kit.person('CA', { unit: 'ZWZX' });
const supervisor = await kit.person('SU', { unit: 'ZWZX' });
const otherSupervisor = await kit.person('SU', { unit: 'ZWZX' });

const HANDLED = { measures: '已冲洗管道并检测', closeType: 'SOLVED' };
const CHECKED = {
  disposition: 'ACCEPT',
  caseType: 'COMPLAINT',
  category: '05-01-01',
  urgency: 2,
  secrecy: 'NORMAL',
  summary: '自来水发黄三天',
};

/** Opens the task on the case (a new one by default) and completes it. */
async function complete(element: string, result: unknown, by: Viewer, caseId?: string): Promise<string> {
  const id = caseId ?? (await kit.assigned('SWJ')).id;
  await kit.get(CompleteTask).execute(await kit.open(element, id), result, by);
  return id;
}

const fields = (broken: Record<string, string>) => ({ name: 'InvalidInput', details: { fields: broken } });

async function contacted(unit = 'SWJ'): Promise<string> {
  const { id: caseId } = await kit.assigned(unit);
  const contact = { caseId, way: 'PHONE', outcome: 'REACHED', proof: '通话记录 2 分钟' } as const;
  await kit.get(RecordFirstContact).execute(contact, handler);
  return caseId;
}

afterAll(() => kit.close());

describe('办理 handle', () => {
  it('needs the first contact with a named requester', async () => {
    await expect(complete('handle', HANDLED, handler)).rejects.toMatchObject({ name: 'FirstContactMissing' });
    await complete('handle', HANDLED, handler, await contacted());
  });

  it('is not finished by a call that nobody answered, but by three that lie apart', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const task = await kit.open('handle', caseId);
    const finish = () => kit.get(CompleteTask).execute(task, HANDLED, handler);
    const nobodyAnswers = (contactedAt = kit.clock.now()) =>
      kit
        .get(RecordFirstContact)
        .execute({ caseId, way: 'PHONE', outcome: 'NOT_REACHED', proof: '无人接听录音', contactedAt }, handler);
    for (const attempts of [1, 2]) {
      kit.clock.advance(10);
      await nobodyAnswers();
      await nobodyAnswers();
      await expect(finish()).rejects.toMatchObject({
        name: 'FirstContactMissing',
        code: 'CONFLICT',
        details: { attempts, needed: 3, minutes: 10 },
      });
    }
    kit.clock.advance(10);
    await nobodyAnswers();
    await finish();
    expect(await kit.case(caseId)).toMatchObject({ close_type: 'SOLVED' });
  });

  it('needs none with an anonymous one', async () => {
    const { id } = await kit.assigned('SWJ', { requester: { kind: 'ANONYMOUS' } });
    await complete('handle', HANDLED, handler, id);
    expect(await kit.case(id)).toMatchObject({ close_type: 'SOLVED' });
  });

  it('needs a legal basis where it only explains', async () => {
    const explained = { ...HANDLED, closeType: 'EXPLAINED', reasonableness: 'NO_LEGAL_BASIS' };
    const caseId = await contacted();
    await expect(complete('handle', explained, handler, caseId)).rejects.toMatchObject(
      fields({ legalBasis: 'required' }),
    );
    await complete('handle', { ...explained, legalBasis: '城市供水条例第十九条' }, handler, caseId);
    expect(await kit.sentOutputs(caseId)).toEqual({ closeType: 'EXPLAINED', legalBasisGiven: 'YES' });
  });

  it('tells the engine NO for a legal basis that the form hid', async () => {
    const caseId = await contacted();
    await complete('handle', { ...HANDLED, legalBasis: '不应保留' }, handler, caseId);
    expect(await kit.sentOutputs(caseId)).toEqual({ closeType: 'SOLVED', legalBasisGiven: 'NO' });
    expect(await kit.case(caseId)).toMatchObject({ legal_basis: null });
  });

  it('needs the measures and a known result', async () => {
    await expect(complete('handle', { closeType: 'DONE' }, handler)).rejects.toMatchObject(
      fields({ measures: 'required', closeType: 'unknownValue' }),
    );
  });
});

describe('派单 dispatch', () => {
  const toUnit = async (leadUnit: string) => complete('dispatch', { leadUnit }, dispatcher, (await kit.received()).id);

  it('never makes a community lead', async () => {
    await expect(toUnit('HBSQ')).rejects.toMatchObject(fields({ leadUnit: 'cannotLead' }));
  });

  it('refuses an unknown unit and one that is no longer there', async () => {
    const unknown = fields({ leadUnit: 'notThere' });
    await expect(toUnit('NOWHERE')).rejects.toMatchObject(unknown);
    await kit.sql`update units set active = false where code = 'RQGS'`;
    await expect(toUnit('RQGS')).rejects.toMatchObject(unknown);
  });

  it('tells the engine the code and nothing of the reason', async () => {
    const { id } = await kit.received();
    await complete('dispatch', { leadUnit: 'CGJ', reason: '路面占道，归城管' }, dispatcher, id);
    expect(await kit.sentOutputs(id)).toEqual({ leadUnit: 'CGJ' });
  });
});

describe('质检 qualityCheck', () => {
  const check = (changes: Record<string, unknown>, caseId: string) =>
    complete('qualityCheck', { ...CHECKED, ...changes }, checker, caseId);

  it('refuses an unknown category', async () => {
    await expect(check({ category: '99-99-99' }, (await kit.received()).id)).rejects.toMatchObject(
      fields({ category: 'notThere' }),
    );
  });

  it.each(['STATUTORY_CHANNEL', 'SECRET', 'UNLAWFUL', 'BEYOND_DUTY'])('needs a basis for %s', async (disposition) => {
    const { id } = await kit.received();
    await expect(check({ disposition }, id)).rejects.toMatchObject(fields({ basis: 'required' }));
    await check({ disposition, basis: '条例第十一条' }, id);
    expect(await kit.case(id)).toMatchObject({ disposition, legal_basis: '条例第十一条' });
  });

  it('names the other case by number for a duplicate: required, known, not itself', async () => {
    const [first, second] = [await kit.received(), await kit.received()];
    const duplicate = (duplicateOf?: string) => check({ disposition: 'DUPLICATE_NO_NEW_FACT', duplicateOf }, second.id);
    await expect(duplicate()).rejects.toMatchObject(fields({ duplicateOf: 'required' }));
    await expect(duplicate('LC2609240000000')).rejects.toMatchObject(fields({ duplicateOf: 'notThere' }));
    await expect(duplicate(second.number)).rejects.toMatchObject({
      name: 'UnknownReference',
      details: { fields: { duplicateOf: 'unknownValue' } },
    });
    await duplicate(` ${first.number.toLowerCase()} `);
    expect(await kit.case(second.id)).toMatchObject({ duplicate_of: first.id });
  });

  it('lets the route go on with what it found, and with the limit that a law sets', async () => {
    const { id } = await kit.received();
    await check({ caseType: 'REPORT', category: '06-01-01', urgency: 3, secrecy: 'STRICT' }, id);
    expect(await kit.case(id)).toMatchObject({
      type: 'REPORT',
      category_code: '06-01-01',
      urgency: 3,
      secrecy: 'STRICT',
      summary: CHECKED.summary,
    });
    expect(await kit.sentOutputs(id)).toEqual({
      disposition: 'ACCEPT',
      caseType: 'REPORT',
      category: '06-01-01',
      urgency: 3,
      secrecy: 'STRICT',
      statutoryLimit: '7wd',
    });
  });

  it('never touches the original text', async () => {
    const { id } = await kit.received();
    const before = await kit.case(id);
    await check({ originalText: '改过的', original_text: '改过的', text: '改过的' }, id);
    expect((await kit.case(id)).original_text).toBe(before.original_text);
  });
});

describe('a refusal', () => {
  it.each([
    ['审签', 'approveReply', { replyApproved: 'NO' }, () => leader],
    ['办结审核', 'closeReview', { reviewOutcome: 'REJECTED' }, () => checker],
  ])('says why: %s', async (_, element, result, who) => {
    await expect(complete(element, result, who())).rejects.toMatchObject(fields({ comment: 'required' }));
    await complete(element, { ...result, comment: '请补充证据' }, who());
  });
});

describe('回访 followUp', () => {
  const followUp = (result: unknown, caseId?: string) => complete('followUp', result, caller, caseId);

  it('counts as not reached only after three attempts', async () => {
    await expect(followUp({ reached: 'NO', attempts: 2 })).rejects.toMatchObject(fields({ attempts: 'threeAttempts' }));
    const id = await followUp({ reached: 'NO', attempts: 3 });
    expect(await kit.case(id)).toMatchObject({ solved: null, rating: null });
    expect(await kit.sentOutputs(id)).toMatchObject({ reached: 'NO', rating: 0, solved: '' });
  });

  it('asks whether the matter is solved', async () => {
    await expect(followUp({ reached: 'YES', attempts: 1 })).rejects.toMatchObject(fields({ solved: 'required' }));
  });

  it('stores no rating where none was given: silence is not praise', async () => {
    const id = await followUp({ reached: 'YES', attempts: 1, solved: 'YES', opinion: '谢谢' });
    expect(await kit.sql`select rating, solved, opinion from follow_ups where case_id = ${id}`).toEqual([
      { rating: null, solved: 'YES', opinion: '谢谢' },
    ]);
    expect(await kit.sentOutputs(id)).toMatchObject({ rating: 0 });
  });

  it('does not let the last round speak for this one', async () => {
    const id = await followUp({ reached: 'YES', attempts: 1, solved: 'NO', rating: 1 });
    await followUp({ reached: 'NO', attempts: 3 }, id);
    expect(await kit.case(id)).toMatchObject({ rating: null, solved: null });
    expect(await kit.sql`select round, rating from follow_ups where case_id = ${id} order by round`).toEqual([
      { round: 1, rating: 1 },
      { round: 2, rating: null },
    ]);
  });

  it.each([0, 6, 2.5])('refuses the rating %s', async (rating) => {
    const result = { reached: 'YES', attempts: 1, solved: 'YES', rating };
    await expect(followUp(result)).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

describe('two persons', () => {
  const needsAnother = { name: 'SecondPersonNeeded', code: 'FORBIDDEN' };

  it('void a case: rule and database refuse the one who asked', async () => {
    const { id } = await kit.received();
    await kit.get(VoidCase).execute(id, '测试工单', checker);
    const task = await kit.open('approveVoid', id);
    await expect(kit.get(CompleteTask).execute(task, { voidApproved: 'YES' }, checker)).rejects.toMatchObject(
      needsAnother,
    );
    await expect(
      kit.database
        .sql`update voids set state = 'APPROVED', decided_by = ${checker.id}, decided_at = now() where case_id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'two_persons_void_a_case' });
    await expect(kit.get(CompleteTask).execute(task, { voidApproved: 'NO' }, supervisor)).rejects.toMatchObject(
      fields({ comment: 'required' }),
    );
    await kit.get(CompleteTask).execute(task, { voidApproved: 'YES' }, supervisor);
    expect(await kit.sql`select state, decided_by from voids where case_id = ${id}`).toEqual([
      { state: 'APPROVED', decided_by: supervisor.id },
    ]);
    expect(await kit.eventTypes(id)).toContain('case.voidDecided');
  });

  it('close as explained: rule and database refuse the same person twice', async () => {
    const { id } = await kit.assigned('SWJ');
    await complete('explainCloseFirst', { firstAgreed: 'YES' }, supervisor, id);
    const second = await kit.open('explainCloseSecond', id);
    await expect(kit.get(CompleteTask).execute(second, { secondAgreed: 'YES' }, supervisor)).rejects.toMatchObject(
      needsAnother,
    );
    await expect(
      kit.database.sql`update explained_closes set second_by = ${supervisor.id} where case_id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'two_persons_explain_a_close' });
    await kit.get(CompleteTask).execute(second, { secondAgreed: 'YES' }, otherSupervisor);
    expect(
      await kit.sql`select round, first_by, second_by, second_agreed from explained_closes where case_id = ${id}`,
    ).toEqual([{ round: 1, first_by: supervisor.id, second_by: otherSupervisor.id, second_agreed: true }]);
  });
});

describe('closing waits for a pending act', () => {
  const blocked = (act: string) => ({ name: 'ClosingBlocked', code: 'CONFLICT', details: { act } });
  const steps: [string, Record<string, unknown>, Viewer][] = [
    ['closeReview', { reviewOutcome: 'APPROVED' }, checker],
    ['followUp', { reached: 'YES', attempts: 1, solved: 'YES', rating: 5 }, caller],
  ];

  it.each(steps)('a withdrawal stops %s', async (element, result, by) => {
    const { id } = await kit.assigned('SWJ');
    await kit.get(WithdrawCase).execute(id, '不用处理了', { kind: 'CITIZEN' });
    await expect(complete(element, result, by, id)).rejects.toMatchObject(blocked('withdrawal'));
    await complete(
      'checkWithdrawal',
      { withdrawalOutcome: 'CONTINUED', voluntary: 'NO', reason: '并非自愿' },
      checker,
      id,
    );
    await complete(element, result, by === checker ? await kit.person('QC') : by, id);
  });

  it.each(steps)('a void stops %s', async (element, result, by) => {
    const { id } = await kit.assigned('SWJ');
    await kit.get(VoidCase).execute(id, '测试工单', agent);
    await expect(complete(element, result, by, id)).rejects.toMatchObject(blocked('void'));
  });

  it('a withdrawal stops the second agreement to an explained close', async () => {
    const { id } = await kit.assigned('SWJ');
    await complete('explainCloseFirst', { firstAgreed: 'YES' }, supervisor, id);
    await kit.get(WithdrawCase).execute(id, '不用处理了', { kind: 'CITIZEN' });
    await expect(complete('explainCloseSecond', { secondAgreed: 'YES' }, otherSupervisor, id)).rejects.toMatchObject(
      blocked('withdrawal'),
    );
  });
});

it('does not accept a withdrawal that is not voluntary', async () => {
  const { id } = await kit.received();
  await kit.get(WithdrawCase).execute(id, '单位让我撤的', { kind: 'CITIZEN' });
  const decision = { withdrawalOutcome: 'ACCEPTED', voluntary: 'NO', reason: '核实中' };
  await expect(complete('checkWithdrawal', decision, checker, id)).rejects.toMatchObject(
    fields({ withdrawalOutcome: 'notVoluntary' }),
  );
});
