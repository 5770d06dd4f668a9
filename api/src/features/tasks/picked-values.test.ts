import { v7 as uuid } from 'uuid';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { CompleteTask } = await import('./complete-task.js');
const { ReleaseTask } = await import('./release-task.js');

const handler = await kit.person('HA', { unit: 'SWJ' });
const colleague = await kit.person('HA', { unit: 'SWJ' });

/** A form of a designer, with every picker. */
const FORM_KEY = kit.models.newKey();
const pick = (key: string, picker: string) => ({ type: 'textfield', id: key, key, label: key, properties: { picker } });
const FORM = {
  id: 'form-designed',
  type: 'default',
  components: [
    pick('category', 'category'),
    pick('unit', 'unit'),
    pick('other', 'case'),
    pick('photos', 'attachments'),
    pick('minutes', 'attachments'),
  ],
};

beforeAll(async () => {
  await kit.sql`
    insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
    values (${kit.engineId}, ${FORM_KEY}, 'FORM', ${FORM.id}, 1, 'form-designed.form', ${JSON.stringify(FORM)}, now())`;
});

afterAll(() => kit.close());

/** A step of a designer's own for the handlers of SWJ: a generic form task. */
async function opened(): Promise<{ caseId: string; taskId: string }> {
  const { id: caseId } = await kit.assigned('SWJ');
  const headers = {
    'io.camunda.zeebe:formKey': FORM_KEY,
    'io.camunda.zeebe:candidateGroups': JSON.stringify(['unit:SWJ:HA']),
  };
  const job = await kit.userTaskJob('handle', caseId, { elementId: 'designedStep', headers });
  await kit.opened(job);
  return { caseId, taskId: (await kit.taskOfJob(job.key))?.id ?? '' };
}

async function uploaded(by: string | null): Promise<string> {
  const id = uuid();
  await kit.sql`
    insert into attachments (id, name, media_type, size_bytes, sha256, stored_as, uploaded_by, uploaded_at)
    values (${id}, 'a.jpg', 'image/jpeg', 1, '\\x00', ${id}, ${by}, now())`;
  return id;
}

const complete = (taskId: string, result: Record<string, unknown>, by: Viewer = handler) =>
  kit.get(CompleteTask).execute(taskId, result, by);

const refused = (...fields: string[]) => ({
  name: 'InvalidInput',
  code: 'INVALID',
  details: { fields: Object.fromEntries(fields.map((field) => [field, 'notThere'])) },
});

const caseOf = async (attachmentId: string) =>
  (await kit.sql`select case_id from attachments where id = ${attachmentId}`)[0]?.case_id;

describe('what a picker put into a form', () => {
  it('is taken when all of it is there and in sight', async () => {
    const { taskId } = await opened();
    const other = await kit.assigned('SWJ');
    await complete(taskId, { category: '05-01-01', unit: 'CGJ', other: other.number.toLowerCase() });
    expect((await kit.task(taskId)).result).toMatchObject({ category: '05-01-01', unit: 'CGJ' });
  });

  it('may be left empty', async () => {
    const { taskId } = await opened();
    await complete(taskId, { photos: [] });
  });

  it('is refused by field when it is not there, all fields at once, and the task stays open', async () => {
    const { taskId } = await opened();
    const nowhere = { category: '99-99', unit: 'NOWHERE', other: 'LC2609240000000', photos: [uuid()], minutes: ['x'] };
    await expect(complete(taskId, nowhere)).rejects.toMatchObject(
      refused('category', 'unit', 'other', 'photos', 'minutes'),
    );
    expect(await kit.task(taskId)).toMatchObject({ state: 'OPEN', result: null });
  });

  it('is refused when it is no longer in use', async () => {
    const { taskId } = await opened();
    await kit.sql`update units set active = false where code = 'RQGS'`;
    await kit.sql`update categories set active = false where code = '05-01-02'`;
    await expect(complete(taskId, { unit: 'RQGS', category: '05-01-02' })).rejects.toMatchObject(
      refused('unit', 'category'),
    );
  });

  it('is refused when it is a case out of sight', async () => {
    const { taskId } = await opened();
    const elsewhere = await kit.assigned('CGJ');
    await expect(complete(taskId, { other: elsewhere.number })).rejects.toMatchObject(refused('other'));
  });
});

describe('files of a form', () => {
  it('are hung on the case, whatever the field is called, with an event of each', async () => {
    const { caseId, taskId } = await opened();
    const [photo, minutes] = [await uploaded(handler.id), await uploaded(handler.id)];
    await complete(taskId, { photos: [photo], minutes: [minutes] });
    for (const id of [photo, minutes]) {
      expect(await caseOf(id)).toBe(caseId);
      expect(await kit.sql`select type, actor_id, body from events where stream = ${`document:${id}`}`).toEqual([
        { type: 'document.attached', actor_id: handler.id, body: { caseId } },
      ]);
    }
    const [event] = await kit.sql`select body from events where case_id = ${caseId} and type = 'task.completed'`;
    expect(event?.body).toMatchObject({ attachmentIds: [photo, minutes] });
  });

  it('may be the case’s own already', async () => {
    const { caseId, taskId } = await opened();
    const photo = await uploaded(null);
    await kit.sql`update attachments set case_id = ${caseId} where id = ${photo}`;
    await complete(taskId, { photos: [photo] });
    expect(await kit.sql`select from events where stream = ${`document:${photo}`}`).toHaveLength(0);
  });

  it('of somebody else, a citizen or another case are refused and stay where they are', async () => {
    const { taskId } = await opened();
    const { caseId: otherCase } = await opened();
    const strange = [await uploaded(colleague.id), await uploaded(null), await uploaded(handler.id)];
    await kit.sql`update attachments set case_id = ${otherCase} where id = ${strange[2] ?? ''}`;
    for (const id of strange) await expect(complete(taskId, { photos: [id] })).rejects.toMatchObject(refused('photos'));
    expect(await Promise.all(strange.map(caseOf))).toEqual([null, null, otherCase]);
  });

  it('come with the draft of whoever held the task before', async () => {
    const { caseId, taskId } = await opened();
    await kit.get(ClaimTask).execute(taskId, colleague);
    const photo = await uploaded(colleague.id);
    await kit.get(ReleaseTask).execute(taskId, colleague);
    await complete(taskId, { photos: [photo] });
    expect(await caseOf(photo)).toBe(caseId);
  });
});
