import { randomBytes } from 'node:crypto';
import ExcelJS from 'exceljs';
import { type GraphqlClient, signIn } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';

const SAVE = `mutation Save($input: UserInput!, $isNew: Boolean!) {
  saveUser(input: $input, isNew: $isNew) { temporaryPassword user { login active mustChangePassword } }
}`;
const CHANGE =
  'mutation Change($current: String!, $next: String!) { changePassword(current: $current, next: $next) { mustChangePassword permissions } }';
const OWN = '自己想的一句长话 2026';
const MUST = { code: 'FORBIDDEN', name: 'PasswordMustChange' };

let system: TestSystem;
let staff: Staff;
let admin: GraphqlClient;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  admin = await staff.as('guanli');
});

afterAll(() => system?.stop());

async function newcomer(): Promise<{ login: string; password: string }> {
  const login = `api${randomBytes(4).toString('hex')}`;
  const input = { login, name: '接口来的人', roles: ['HA'], unit: 'SWJ' };
  const { saveUser } = await admin.mutate(SAVE, { input, isNew: true });
  expect(saveUser.user).toEqual({ login, active: true, mustChangePassword: true });
  return { login, password: saveUser.temporaryPassword };
}

describe('a temporary password', () => {
  it('answers me, changePassword and logout, and nothing else, until it is replaced', async () => {
    const { login, password } = await newcomer();
    const client = await signIn(system.url, login, password);
    const { me } = await client.query('{ me { mustChangePassword permissions user { login } } }');
    expect(me).toEqual({ mustChangePassword: true, permissions: [], user: { login } });
    for (const document of [
      '{ taskCounts { mine } }',
      '{ units { id } }',
      '{ mySessions { id } }',
      '{ unreadNotices }',
    ])
      await expect(client.query(document)).rejects.toMatchObject(MUST);
    await expect(client.mutate('mutation { savePreferences(preferences: {}) { csrfToken } }')).rejects.toMatchObject(
      MUST,
    );
    const file = await fetch(`${system.url}/attachments/00000000-0000-4000-8000-000000000000`, {
      headers: client.headers,
    });
    expect([file.status, ((await file.json()) as { name: string }).name]).toEqual([403, 'PasswordMustChange']);

    const { changePassword } = await client.mutate(CHANGE, { current: password, next: OWN });
    expect(changePassword).toMatchObject({
      mustChangePassword: false,
      permissions: expect.arrayContaining(['workTasks']),
    });
    expect((await client.query('{ mySessions { current } }')).mySessions).toEqual([{ current: true }]);
    await expect(signIn(system.url, login, password)).rejects.toMatchObject({ name: 'LoginRefused' });
  });

  it('is not changed from another site: the page’s token is asked for', async () => {
    const { login, password } = await newcomer();
    const { headers } = await signIn(system.url, login, password);
    const response = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: headers.cookie ?? '' },
      body: JSON.stringify({ query: CHANGE, variables: { current: password, next: OWN } }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { name: string } }[] };
    expect(errors[0]?.extensions.name).toBe('CsrfTokenMissing');
  });
});

it('who is put out of use is refused with the next request, whatever was open', async () => {
  const { login, password } = await newcomer();
  const client = await signIn(system.url, login, password);
  await client.mutate(CHANGE, { current: password, next: OWN });
  await client.query('{ taskCounts { mine } }');
  await admin.mutate('mutation Off($key: ID!) { setInUse(register: USER, key: $key, active: false) }', { key: login });
  await expect(client.query('{ taskCounts { mine } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(signIn(system.url, login, OWN)).rejects.toMatchObject({ name: 'LoginRefused' });
});

describe('tables over HTTP', () => {
  const form = async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Areas').addRows([
      ['Code', 'Name', 'Kind', 'Above it'],
      ['990199', '表格里的街道', 'Street', '9901'],
    ]);
    const body = new FormData();
    body.append('file', new Blob([await book.xlsx.writeBuffer()]), 'areas.xlsx');
    return body;
  };
  const send = async (headers: Record<string, string>, query = '') =>
    fetch(`${system.url}/administration/imports/areas${query}`, { method: 'POST', headers, body: await form() });

  it('are taken from administrators’ own pages only', async () => {
    expect((await send({})).status).toBe(401);
    expect((await send({ cookie: admin.headers.cookie ?? '' })).status).toBe(403);
    expect((await send((await staff.as('fuzeren')).headers)).status).toBe(403);
    const template = `${system.url}/administration/templates/areas?language=en`;
    expect((await fetch(template)).status).toBe(401);
    expect((await fetch(template, { headers: (await staff.as('duban')).headers })).status).toBe(403);
    const given = await fetch(template, { headers: admin.headers });
    expect(given.headers.get('content-disposition')).toContain('areas-en.xlsx');
  });

  it('are previewed without a trace and refused with another fingerprint', async () => {
    const response = await send(admin.headers);
    const preview = (await response.json()) as { counts: object; fingerprint: string };
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(preview.counts).toEqual({ NEW: 1, CHANGED: 0, UNCHANGED: 0, REFUSED: 0 });
    const refused = await send(admin.headers, `?fingerprint=${preview.fingerprint.replace(/^./, 'x')}`);
    expect([refused.status, ((await refused.json()) as { name: string }).name]).toEqual([409, 'PreviewOutdated']);
    expect(await system.sql`select from areas where code = '990199'`).toHaveLength(0);
  });
});
