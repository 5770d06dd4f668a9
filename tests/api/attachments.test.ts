import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inputOf, receive, story, work } from '../support/case-work.js';
import { anonymous, type GraphqlClient } from '../support/graphql-client.js';
import { pdfOf } from '../support/sample-files.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';

const MEGABYTE = 1024 * 1024;
/** One grey dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
/** No sound at all, with the header of a WAV file. */
const WAV = Buffer.from(
  'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0',
  'latin1',
);
const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

let system: TestSystem;
let staff: Staff;
let agent: GraphqlClient;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  agent = await staff.as('huawu');
});

interface Uploaded {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

async function upload(
  content: Buffer,
  name: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), name);
  const response = await fetch(`${system.url}/attachments`, { method: 'POST', headers, body: form });
  return { status: response.status, body: await response.json() };
}

async function uploaded(client: GraphqlClient, content = PNG, name = '现场.png'): Promise<Uploaded> {
  const { status, body } = await upload(content, name, client.headers);
  expect(status).toBe(201);
  return body as Uploaded;
}

const read = (id: string, client: Pick<GraphqlClient, 'headers'>) =>
  fetch(`${system.url}/attachments/${id}`, { headers: client.headers });

/** A case with one picture, received by huawu. */
async function caseWithPicture() {
  const { id } = await uploaded(agent);
  const told = story();
  const document = 'mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { case { id number } } }';
  const { receiveCase } = await agent.mutate(document, { input: { ...inputOf(told), attachmentIds: [id] } });
  return { attachmentId: id, kase: receiveCase.case as { id: string; number: string }, told };
}

describe('an upload', () => {
  it('is taken for what it contains, and keeps its name', async () => {
    expect(await uploaded(agent)).toMatchObject({ name: '现场.png', mediaType: 'image/png', sizeBytes: PNG.length });
    expect(await uploaded(agent, PNG, '../../evil.html')).toMatchObject({ mediaType: 'image/png' });
  });

  it.each([
    ['a page called photo.png', HTML, 'photo.png'],
    ['a drawing with a script called photo.png', SVG, 'photo.png'],
    ['a program called scan.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2048)]), 'scan.pdf'],
    ['nothing', Buffer.alloc(0), 'empty.png'],
  ])('is refused when it is %s', async (_what, content, name) => {
    expect(await upload(content, name, agent.headers)).toMatchObject({
      status: 400,
      body: { code: 'INVALID', name: 'AttachmentRefused', details: { rule: 'unknownType', megabytes: 20 } },
    });
  });

  it('is refused above 20 MB and taken below', async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(20 * MEGABYTE)]);
    expect(await upload(large, 'large.png', agent.headers)).toMatchObject({
      status: 400,
      body: { code: 'INVALID', details: { rule: 'tooLarge', megabytes: 20 } },
    });
    expect(await uploaded(agent, large.subarray(0, 20 * MEGABYTE - 1))).toMatchObject({ mediaType: 'image/png' });
  });

  it('of a signed-in person needs the token of the session', async () => {
    const { cookie = '' } = agent.headers;
    expect(await upload(PNG, 'a.png', { cookie })).toMatchObject({ status: 403, body: { name: 'CsrfTokenMissing' } });
  });

  it('without a file, or without a form, is refused', async () => {
    const empty = await fetch(`${system.url}/attachments`, {
      method: 'POST',
      headers: agent.headers,
      body: new FormData(),
    });
    expect(empty.status).toBe(400);
    const json = await fetch(`${system.url}/attachments`, {
      method: 'POST',
      headers: { ...agent.headers, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(json.status).toBeGreaterThanOrEqual(400);
    expect(json.status).toBeLessThan(500);
  });
});

describe('a stored file', () => {
  it('lies in the data folder, for nobody else of the machine, and nowhere a browser reaches', async () => {
    const { id } = await uploaded(agent);
    const folder = join(system.data, 'attachments', id.slice(0, 8));
    const [name] = readdirSync(folder).filter((each) => each.startsWith(id));
    expect(name).toBe(`${id}.png`);
    expect(statSync(join(folder, name as string)).mode & 0o077).toBe(0);
    for (const path of [
      `/attachments/${id}.png`,
      `/${id}.png`,
      `/attachments/../attachments/${id.slice(0, 8)}/${id}.png`,
    ]) {
      const response = await fetch(`${system.url}${path}`, { headers: agent.headers });
      expect(response.status).toBe(404);
    }
  });

  it('is read by whoever sees its case, as a download of its real type, and by no one else', async () => {
    const { attachmentId, kase, told } = await caseWithPicture();
    const mine = await read(attachmentId, agent);
    expect(mine.status).toBe(200);
    expect(Buffer.from(await mine.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(mine.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });

    const shown = await agent.query('query One($id: ID!) { case(id: $id) { attachments { id mediaType } } }', kase);
    expect(shown.case.attachments).toEqual([{ id: attachmentId, mediaType: 'image/png' }]);

    // The handling unit reads it from the assignment on, another unit never.
    expect((await read(attachmentId, await staff.as('chengban'))).status).toBe(404);
    expect((await read(attachmentId, await staff.as('gxj.ha'))).status).toBe(404);
    await work(staff, 'zhijian', { ...kase, told }, 'qualityCheck');
    await work(staff, 'chengban', { ...kase, told }, 'acknowledge');
    expect((await read(attachmentId, await staff.as('chengban'))).status).toBe(200);
    expect((await read(attachmentId, await staff.as('gxj.ha'))).status).toBe(404);
    for (const login of ['sheji', 'guanli']) expect((await read(attachmentId, await staff.as(login))).status).toBe(404);
    expect((await read(attachmentId, { headers: {} })).status).toBe(401);
  });

  it.each([
    ['a picture', PNG, 'image/png', /^inline/, /sandbox/],
    ['a PDF, for its own origin’s frames', pdfOf('Survey'), 'application/pdf', /^inline/, /frame-ancestors 'self'/],
    ['a sound not at all, only as a download', WAV, 'audio/wav', /^attachment/, /sandbox/],
  ])('shows %s without running anything', async (_what, content, type, disposition, policy) => {
    const { id } = await uploaded(agent, content, '现场');
    const shown = await fetch(`${system.url}/attachments/${id}/view`, { headers: agent.headers });
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': expect.stringMatching(disposition),
      'content-security-policy': expect.stringMatching(policy),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(Buffer.from(await shown.arrayBuffer()).equals(content)).toBe(true);
    const stranger = await staff.as('zhijian');
    expect((await fetch(`${system.url}/attachments/${id}/view`, { headers: stranger.headers })).status).toBe(404);
  });

  it('that belongs to no case yet is read by its owner only', async () => {
    const { id } = await uploaded(agent);
    expect((await read(id, agent)).status).toBe(200);
    expect((await read(id, await staff.as('zhijian'))).status).toBe(404);
  });

  it('of somebody else cannot be hung on my case', async () => {
    const { id } = await uploaded(await staff.as('zhijian'));
    const kase = await receive(staff, story());
    const document =
      'mutation Add($id: ID!, $files: [ID!]) { supplementCase(caseId: $id, text: "补充照片", attachmentIds: $files) { attachments { id } } }';
    await expect(agent.mutate(document, { id: kase.id, files: [id] })).rejects.toMatchObject({ code: 'INVALID' });
    expect((await read(id, agent)).status).toBe(404);
  });

  it('is not there when it never was', async () => {
    for (const id of [randomUUID(), 'x'.repeat(36), '%2e%2e%2fsecrets.json'])
      expect((await read(id, agent)).status).toBe(404);
  });
});

it('is an event from the upload on, whoever sent it and before there is a case', async () => {
  const mine = await uploaded(agent);
  const { body } = await upload(PNG, '漏水.png', {});
  const [me] = await system.sql<{ id: string }[]>`select id from users where login = 'huawu'`;
  const told = (id: string) =>
    system.sql`select type, actor_kind, actor_id from events where stream = ${`document:${id}`}`;
  expect(await told(mine.id)).toEqual([{ type: 'document.uploaded', actor_kind: 'USER', actor_id: me?.id }]);
  const byCitizen = { type: 'document.uploaded', actor_kind: 'CITIZEN', actor_id: null };
  expect(await told((body as Uploaded).id)).toEqual([byCitizen]);
});

describe('a citizen', () => {
  it('sends pictures with a report, without an account', async () => {
    const { status, body } = await upload(PNG, '漏水.png', {});
    expect(status).toBe(201);
    const { id } = body as Uploaded;
    const document = 'mutation Report($input: ReceiveCaseInput!) { reportCase(input: $input) { number } }';
    const { reportCase } = await anonymous(system.url).mutate(document, {
      input: { ...inputOf(story()), attachmentIds: [id] },
    });
    const checker = await staff.as('zhijian');
    const shown = await checker.query(
      'query One($number: String!) { case(number: $number) { attachments { id } } }',
      reportCase,
    );
    expect(shown.case.attachments).toEqual([{ id }]);
    expect((await read(id, checker)).status).toBe(200);
    expect((await read(id, { headers: {} })).status).toBe(401);
  });
});
