import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { findTask, receive, story } from '../support/case-work.js';
import { anonymous, type GraphqlClient } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';

const RECEIVE = 'mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { case { id } } }';

let system: TestSystem;
let staff: Staff;
let agent: GraphqlClient;
let sql: postgres.Sql;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  agent = await staff.as('huawu');
  sql = postgres(system.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(() => sql?.end());

describe('bad input', () => {
  const good = () => ({
    idempotencyKey: randomUUID(),
    type: 'HELP',
    channel: 'PHONE',
    text: '路灯不亮，请派人修理。',
    requester: { kind: 'PERSON', name: '白先生', phone: '19900009999' },
  });

  it.each([
    ['a text of three characters', { text: '坏了。' }, { text: 'tooShort' }],
    ['a text of more than 5000', { text: '长'.repeat(5001) }, { text: 'tooLong' }],
    ['a key of seven characters', { idempotencyKey: '1234567' }, { idempotencyKey: 'tooShort' }],
    [
      'a phone that is none',
      { requester: { kind: 'PERSON', name: '白先生', phone: '一二三' } },
      { 'requester.phone': 'phone' },
    ],
    [
      'a person without name and phone',
      { requester: { kind: 'PERSON' } },
      { 'requester.phone': 'required', 'requester.name': 'required' },
    ],
    ['an attachment id that is none', { attachmentIds: ['1'] }, { 'attachmentIds.0': 'unknownValue' }],
    [
      'too many attachments',
      { attachmentIds: Array.from({ length: 21 }, () => randomUUID()) },
      { attachmentIds: 'tooMany' },
    ],
  ])('names the field and its rule: %s', async (_name, broken, fields) => {
    await expect(agent.mutate(RECEIVE, { input: { ...good(), ...broken } })).rejects.toMatchObject({
      code: 'INVALID',
      name: 'InvalidInput',
      details: { fields },
    });
  });

  it('says which code is unknown', async () => {
    await expect(agent.mutate(RECEIVE, { input: { ...good(), categoryCode: '99-99' } })).rejects.toMatchObject({
      code: 'INVALID',
      name: 'UnknownReference',
      details: { fields: { categoryCode: 'unknownValue' } },
    });
  });

  it('names the fields of a form', async () => {
    const kase = await receive(staff, story());
    const client = await staff.as('zhijian');
    const task = await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    const complete = 'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { state } }';
    await expect(
      client.mutate(complete, { id: task.id, result: { disposition: 'MAYBE', urgency: 9 } }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      name: 'InvalidInput',
      details: { fields: { summary: 'required', disposition: expect.any(String), urgency: expect.any(String) } },
    });
    await expect(client.mutate(complete, { id: task.id, result: ['ACCEPT'] })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  it('refuses a time without offset, and a day that does not exist', async () => {
    const list = 'query List($from: DateTime!) { cases(filter: { receivedFrom: $from }) { nodes { id } } }';
    for (const from of ['2026-11-21T09:00:00', '2026-11-21', '2026-13-41T09:00:00Z', 'yesterday', 1795296670917])
      await expect(agent.query(list, { from })).rejects.toMatchObject({
        code: 'INVALID',
        message: expect.stringMatching(/DateTime/),
      });
    await expect(
      agent.query('{ cases(filter: { receivedFrom: "2026-11-21T09:00:00" }) { nodes { id } } }'),
    ).rejects.toMatchObject({ code: 'INVALID' });
    expect((await agent.query(list, { from: '2026-11-21T09:00:00+08:00' })).cases.nodes).toBeDefined();
  });

  it('refuses a cursor that the list did not give', async () => {
    const cursors = ['nonsense', Buffer.from('["a","b"]').toString('base64url')];
    for (const after of cursors)
      await expect(
        agent.query('query List($after: String) { cases(after: $after) { nodes { id } } }', { after }),
      ).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('what does not exist', () => {
  it('is null when asked for by an id, and refused when that can be none', async () => {
    const document = 'query One($id: ID!) { task(id: $id) { id } case(id: $id) { id } }';
    expect(await agent.query(document, { id: randomUUID() })).toEqual({ task: null, case: null });
    await expect(agent.query(document, { id: '../etc/passwd' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['claimTask', 'mutation Act($id: ID!) { claimTask(id: $id) { id } }'],
    ['releaseTask', 'mutation Act($id: ID!) { releaseTask(id: $id) { id } }'],
    ['saveDraft', 'mutation Act($id: ID!) { saveDraft(id: $id, draft: {}) { id } }'],
    ['completeTask', 'mutation Act($id: ID!) { completeTask(id: $id, result: {}) { id } }'],
    ['urgeCase', 'mutation Act($id: ID!) { urgeCase(caseId: $id) { id } }'],
    ['supplementCase', 'mutation Act($id: ID!) { supplementCase(caseId: $id, text: "补充说明") { id } }'],
    ['withdrawCase', 'mutation Act($id: ID!) { withdrawCase(caseId: $id, reason: "撤回") { id } }'],
    ['voidCase', 'mutation Act($id: ID!) { voidCase(caseId: $id, reason: "重复") { id } }'],
    ['viewRequester', 'mutation Act($id: ID!) { viewRequester(caseId: $id, reason: "回拨") { name } }'],
  ])('cannot be acted on: %s', async (_name, document) => {
    for (const id of [randomUUID(), 'not-an-id'])
      await expect(agent.mutate(document, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the same as what is out of sight', async () => {
    const kase = await receive(staff, story(), 'huawu2');
    const outsider = await staff.as('gxj.ha');
    expect(await outsider.query('query One($id: ID!) { case(id: $id) { id } }', { id: kase.id })).toEqual({
      case: null,
    });
    await expect(
      outsider.mutate('mutation Act($id: ID!) { supplementCase(caseId: $id, text: "补充说明") { id } }', {
        id: kase.id,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a document', () => {
  it('keeps the text of what is wrong with it', async () => {
    await expect(agent.query('{ cases { nodes { colour } } }')).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('Cannot query field "colour" on type "Case"'),
      status: 400,
    });
    await expect(agent.query('{ cases { nodes { id }')).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('Syntax Error'),
    });
    await expect(agent.query('query One($id: ID!) { task(id: $id) { id } }')).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('$id'),
    });
  });

  it('is refused when it is too deep, too wide or too long', async () => {
    const deep = `{ cases { nodes { ${'duplicateOf { '.repeat(10)} id ${'} '.repeat(10)} } } }`;
    const wide = `{ ${Array.from({ length: 401 }, (_, n) => `n${n}: serverNow`).join(' ')} }`;
    const long = `{ serverNow ${'# '.repeat(10)} ${Array.from({ length: 3100 }, (_, n) => `n${n}`).join(' ')} }`;
    for (const document of [deep, wide])
      await expect(agent.query(document)).rejects.toMatchObject({
        code: 'INVALID',
        message: expect.stringMatching(/too large/),
      });
    await expect(agent.query(long)).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('cannot hide its depth in fragments', async () => {
    const fragments = Array.from(
      { length: 12 },
      (_, n) => `fragment F${n} on Case { duplicateOf { ${n < 11 ? `...F${n + 1}` : 'id'} } }`,
    );
    await expect(agent.query(`{ cases { nodes { ...F0 } } } ${fragments.join(' ')}`)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(/too large/),
    });
  });

  it('cannot hide its width in fragments', async () => {
    const fragments = Array.from(
      { length: 9 },
      (_, n) =>
        `fragment W${n} on Case { ${n < 8 ? `a: duplicateOf { ...W${n + 1} } b: duplicateOf { ...W${n + 1} }` : 'id number'} }`,
    );
    await expect(agent.query(`{ cases { nodes { ...W0 } } } ${fragments.join(' ')}`)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringMatching(/too large/),
    });
  });
});

describe('a mistake of ours', () => {
  it('is one sentence to the caller', async () => {
    const kase = await receive(staff, story());
    // Nothing of the product writes a form that is no JSON object; it stands for a mistake.
    await sql`alter table urges rename to urges_away`;
    try {
      const failing = agent.mutate('mutation Urge($id: ID!) { urgeCase(caseId: $id) { id } }', { id: kase.id });
      await expect(failing).rejects.toMatchObject({
        code: 'INTERNAL',
        message: 'INTERNAL: Something went wrong on our side.',
        details: undefined,
      });
    } finally {
      await sql`alter table urges_away rename to urges`;
    }
  });

  it('does not tell what is inside by a path that does not exist', async () => {
    const response = await fetch(`${system.url}/attachments/${encodeURIComponent('../secrets.json')}`);
    expect([401, 404]).toContain(response.status);
    const unknown = await fetch(`${system.url}/health/nothing`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a citizen without an account', () => {
  it('is told the same for an unknown number and a wrong check code', async () => {
    const ask =
      'query Ask($number: String!, $checkCode: String!) { caseProgress(number: $number, checkCode: $checkCode) { number } }';
    const citizen = anonymous(system.url);
    const kase = await receive(staff, story());
    const [unknown, wrong] = await Promise.all(
      ['LC2601010000000', kase.number].map((number) =>
        citizen.query(ask, { number, checkCode: 'AAAAAAAA' }).catch((error) => error),
      ),
    );
    expect(wrong).toMatchObject({ code: 'NOT_FOUND', name: 'WrongCheckCode' });
    expect(unknown.message).toBe(wrong.message);
  });
});
