import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { CompleteTask } = await import('./complete-task.js');
const { OpenSupervision } = await import('../supervision/open-supervision.js');
const { ReassignTask } = await import('./reassign-task.js');
const { RequestExtension } = await import('../time-limits/request-extension.js');
const { RecordFirstContact } = await import('../cases/record-first-contact.js');

/** What each duty's task is completed with; the unit's and the centre's people in one person, which the rule must stop. */
const DUTIES = {
  HANDLING: { element: 'acknowledge', result: {} },
  CLOSE_REVIEW: { element: 'closeReview', result: { reviewOutcome: 'REJECTED', comment: '证据不足' } },
  FOLLOW_UP: { element: 'followUp', result: { reached: 'YES', attempts: 1, solved: 'YES', rating: 5 } },
} as const;
type Duty = keyof typeof DUTIES;
const duties = Object.keys(DUTIES) as Duty[];
const pairs = duties.flatMap((first) =>
  duties.filter((second) => second !== first).map((second) => [first, second] as const),
);

const everyRole = (): Promise<Viewer> => kit.person(['HA', 'UL', 'QC', 'FU'], { unit: 'SWJ' });

afterAll(() => kit.close());

describe('handler, close reviewer and follow-up caller of a case are three people', () => {
  it.each(pairs)('who did %s may not do %s', async (first, second) => {
    const person = await everyRole();
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.pass(DUTIES[first].element, caseId, DUTIES[first].result, person);
    const id = await kit.open(DUTIES[second].element, caseId);
    const refused = { name: 'DutiesSeparated', code: 'FORBIDDEN', details: { duty: second, otherDuty: first } };
    await expect(kit.get(ClaimTask).execute(id, person)).rejects.toMatchObject(refused);
    await expect(kit.get(CompleteTask).execute(id, DUTIES[second].result, person)).rejects.toMatchObject(refused);
    const supervisor = await kit.person('SU');
    await expect(kit.get(ReassignTask).execute(id, person.id, '请他办', supervisor)).rejects.toMatchObject(refused);
    await kit.get(CompleteTask).execute(id, DUTIES[second].result, await everyRole());
  });

  it.each(['handle', 'draftReply', 'approveReply'])('%s is handling too', async (element) => {
    const person = await everyRole();
    const { id: caseId } = await kit.assigned('SWJ', { requester: { kind: 'ANONYMOUS' } });
    const results: Record<string, Record<string, unknown>> = {
      handle: { measures: '已冲洗管道', closeType: 'SOLVED' },
      draftReply: { replyText: '您好，已处理。' },
      approveReply: { replyApproved: 'YES' },
    };
    await kit.pass(element, caseId, results[element] ?? {}, person);
    const review = await kit.open('closeReview', caseId);
    await expect(kit.get(ClaimTask).execute(review, person)).rejects.toMatchObject({ name: 'DutiesSeparated' });
  });

  it('calling the citizen for the unit is handling too', async () => {
    const person = await everyRole();
    const { id: caseId } = await kit.assigned('SWJ');
    const contact = { caseId, way: 'PHONE', outcome: 'REACHED', proof: '通话记录 1 分钟' } as const;
    await kit.get(RecordFirstContact).execute(contact, person);
    const review = await kit.open('closeReview', caseId);
    await expect(kit.get(ClaimTask).execute(review, person)).rejects.toMatchObject({ name: 'DutiesSeparated' });
  });

  it('one duty may be done again, and every case is for itself', async () => {
    const person = await everyRole();
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.pass('closeReview', caseId, DUTIES.CLOSE_REVIEW.result, person);
    await kit.pass('closeReview', caseId, DUTIES.CLOSE_REVIEW.result, person);
    const other = await kit.assigned('SWJ');
    await kit.pass('followUp', other.id, DUTIES.FOLLOW_UP.result, person);
  });

  it('two claims before either is completed: the second completion is refused', async () => {
    const person = await everyRole();
    const { id: caseId } = await kit.assigned('SWJ');
    const [handling, review] = [await kit.open('acknowledge', caseId), await kit.open('closeReview', caseId)];
    await kit.get(ClaimTask).execute(handling, person);
    await kit.get(ClaimTask).execute(review, person);
    await kit.get(CompleteTask).execute(handling, {}, person);
    await expect(kit.get(CompleteTask).execute(review, DUTIES.CLOSE_REVIEW.result, person)).rejects.toMatchObject({
      name: 'DutiesSeparated',
    });
  });

  it.each(pairs)('the database refuses %s and %s of one person, whatever the code does', async (first, second) => {
    const [{ id: user }, { id: caseId }] = [await everyRole(), await kit.received()];
    const take = (duty: string) =>
      kit.database.sql`insert into case_duties (case_id, user_id, duty) values (${caseId}, ${user}, ${duty})`;
    await take(first);
    await expect(take(second)).rejects.toMatchObject({ constraint_name: 'one_duty_per_person_and_case' });
  });
});

describe('where several people decide, whoever took an earlier step may not claim the next', () => {
  const claim = (id: string, person: Viewer) => kit.get(ClaimTask).execute(id, person);

  it('of an extension', async () => {
    const asker = await kit.person(['HA', 'UL'], { unit: 'SWJ' });
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(RequestExtension).execute({ caseId, span: '2wd', reason: '需要第三方检测' }, asker);
    const id = await kit.open('approveExtensionUnit', caseId);
    await expect(claim(id, asker)).rejects.toMatchObject({ name: 'SameExtensionPerson' });
    await claim(id, await kit.person('UL', { unit: 'SWJ' }));
  });

  it('of a hand-over to the discipline', async () => {
    const proposer = await kit.person('SU', { unit: 'ZWZX' });
    const { id: caseId } = await kit.assigned('SWJ');
    const proposal = { caseId, level: 5, reason: '多次虚假答复', misconduct: 'NOT_HANDLING' } as const;
    await kit.get(OpenSupervision).execute(proposal, proposer);
    const first = await kit.open('approveHandoverFirst', caseId);
    await expect(claim(first, proposer)).rejects.toMatchObject({ name: 'SameHandoverPerson' });
    const approver = await kit.person('SU', { unit: 'ZWZX' });
    await claim(first, approver);
    await kit.get(CompleteTask).execute(first, { handoverFirst: 'YES' }, approver);
    const second = await kit.open('approveHandoverSecond', caseId);
    await expect(claim(second, approver)).rejects.toMatchObject({ name: 'SameHandoverPerson' });
    await claim(second, await kit.person('LD'));
  });
});
