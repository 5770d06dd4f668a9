import { readModels } from '../../../../scripts/read-models.mjs';
import { CoWork } from '../../../../tests/support/co-work.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Role, Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { CompleteTask } = await import('./complete-task.js');
const { InstructCase } = await import('../cases/instruct-case.js');
const { RequestExtension } = await import('../time-limits/request-extension.js');
const { VoidCase } = await import('../cases/void-case.js');
const { InspectCase } = await import('../supervision/inspect-case.js');
const { OpenSupervision } = await import('../supervision/open-supervision.js');
const { WithdrawCase } = await import('../cases/withdraw-case.js');

const PRIVATE = '王测试，电话19900008888，住柳堤路9号';
/** What the platform itself adds to a task's own outputs (contract of the platform tasks). */
const ADDED: Record<string, string[]> = {
  acknowledge: ['acknowledged'],
  handle: ['legalBasisGiven'],
  qualityCheck: ['statutoryLimit'],
};
const { forms } = await readModels();
/** Steps of a supervision order, by the level on which they come. */
const LEVELS: Record<string, number> = {
  answerSupervision: 1,
  reviewSupervision: 1,
  signSupervision: 2,
  holdJointMeeting: 3,
  writeInstruction: 4,
  approveHandoverFirst: 5,
  approveHandoverSecond: 5,
};
const CO_STEPS = ['coAcknowledge', 'coHandle', 'acceptCoResult'];
const everyone = new Map<string, Viewer>();

afterAll(() => kit.close());

/** A person of the task's first group. */
async function workerOf(taskId: string): Promise<Viewer> {
  const [row] = await kit.sql<{ group: string }[]>`
    select group_name as "group" from task_candidates where task_id = ${taskId} order by group_name desc limit 1`;
  const parts = row?.group.split(':') ?? [];
  const role = (parts[0] === 'role' ? parts[1] : parts[2]) as Role;
  const known = everyone.get(row?.group ?? '');
  const viewer = known ?? (await kit.person(role, { unit: parts[0] === 'unit' ? parts[1] : 'ZWZX' }));
  everyone.set(row?.group ?? '', viewer);
  return viewer;
}

/** Every field of the form filled; every free text with what must never leave the house. */
function filled(formId: string, original: string): Record<string, unknown> {
  const form = forms.find(({ schema }) => schema.id === formId);
  const result: Record<string, unknown> = {};
  for (const field of form?.fields ?? []) {
    const { picker } = field.properties ?? {};
    if (picker === 'category') result[field.key] = '05-01-01';
    else if (picker === 'unit') result[field.key] = 'CGJ';
    else if (picker === 'case') result[field.key] = original;
    else if (picker === 'attachments') result[field.key] = [];
    else if (field.type === 'datetime') result[field.key] = '2026-12-31';
    else if (field.type === 'number') result[field.key] = 3;
    else if (field.type === 'checklist') result[field.key] = field.values.map(({ value }: { value: unknown }) => value);
    else if (field.values) result[field.key] = field.values[0].value;
    else result[field.key] = PRIVATE;
  }
  return result;
}

async function prepared(element: string): Promise<string> {
  const { id } = await kit.assigned('SWJ', { requester: { kind: 'ANONYMOUS' } });
  if (element === 'checkWithdrawal') await kit.get(WithdrawCase).execute(id, PRIVATE, { kind: 'CITIZEN' });
  if (element === 'approveVoid') await kit.get(VoidCase).execute(id, PRIVATE, await kit.person('CA'));
  if (element === 'followInstruction') await kit.get(InstructCase).execute(id, PRIVATE, await kit.person('LD'));
  if (element.startsWith('approve') && element.includes('Extension')) {
    const asked = { caseId: id, span: '1wd', reason: PRIVATE };
    await kit.get(RequestExtension).execute(asked, await kit.person('HA', { unit: 'SWJ' }));
  }
  if (element === 'explainCloseSecond') {
    await kit.pass('explainCloseFirst', id, { firstAgreed: 'YES' }, await kit.person('SU'));
  }
  if (element === 'inspectOnSite') await kit.get(InspectCase).execute(id, PRIVATE, await kit.person('SU'));
  if (CO_STEPS.includes(element)) {
    const work = await CoWork.open(kit);
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    if (element === 'acceptCoResult') await work.delivered(share);
  }
  const level = LEVELS[element];
  if (level) {
    const order = { caseId: id, level, reason: PRIVATE, ...(level === 5 && { misconduct: 'LEAKING' as const }) };
    await kit.get(OpenSupervision).execute(order, await kit.person('SU'));
  }
  if (element === 'reviewSupervision')
    await kit.pass('answerSupervision', id, { answer: PRIVATE }, await kit.person('HA', { unit: 'SWJ' }));
  if (element === 'approveHandoverSecond')
    await kit.pass('approveHandoverFirst', id, { handoverFirst: 'YES' }, await kit.person('LD'));
  return id;
}

it.each(kit.models.userTasks)('%s tells the engine its declared outputs and no words', async (element) => {
  const original = await kit.received();
  const caseId = await prepared(element);
  const task = await kit.open(element, caseId);
  const { formId, headers } = kit.models.step(element);
  await kit.get(CompleteTask).execute(task, filled(formId ?? '', original.number), await workerOf(task));
  const outputs = await kit.sentOutputs(caseId);
  const form = forms.find(({ schema }) => schema.id === formId);
  const declared = (form?.fields ?? [])
    .filter(({ properties }) => properties?.output)
    .map(({ key }: { key: string }) => key);
  expect(Object.keys(outputs).sort()).toEqual([...declared, ...(ADDED[headers.task ?? ''] ?? [])].sort());
  for (const value of Object.values(outputs)) expect(String(value)).toMatch(/^[\w.-]{0,40}$/);
  const everything = JSON.stringify(await kit.outbox(caseId));
  expect(everything).not.toContain('王测试');
  expect(everything).not.toContain('19900008888');
  // The chain keeps commitments of the words, never the words.
  const events = await kit.sql`select from events where case_id = ${caseId} and canonical like '%王测试%'`;
  expect(events).toHaveLength(0);
});

it('says null for an output that was hidden, so that an old round does not speak', async () => {
  const { id } = await kit.assigned('SWJ');
  const caller = await kit.person('FU');
  await kit.pass('followUp', id, { reached: 'NO', attempts: 3, solved: 'YES', rating: 5 }, caller);
  expect(await kit.sentOutputs(id)).toEqual({ reached: 'NO', attempts: 3, solved: '', rating: 0 });
});
