import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const data = mkdtempSync(join(tmpdir(), 'yousu-documents-'));
const kit = await openUseCases({ YOUSU_DATA: data });
const { StoreAttachment } = await import('./store-attachment.js');
const { ReceiveCase } = await import('../cases/receive-case.js');
const { SupplementCase } = await import('../cases/supplement-case.js');
const store = kit.get(StoreAttachment);
const agent = await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' });
const BY_AGENT = { kind: 'USER', viewer: agent } as const;

/** One grey dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

afterAll(async () => {
  await kit.close();
  rmSync(data, { recursive: true, force: true });
});

const upload = (by: string | null, name = '张三家漏水.png') =>
  store.execute({ name, content: PNG, truncated: false }, by);

// biome-ignore lint/suspicious/noExplicitAny: rows as they are stored
const history = (id: string): Promise<any[]> =>
  kit.sql`select * from events where stream = ${`document:${id}`} order by seq`;

describe('the history of a document', () => {
  it('begins with its upload: who, how large, of what type, with what content', async () => {
    const { id } = await upload(agent.id);
    const events = await history(id);
    expect(events).toMatchObject([
      {
        type: 'document.uploaded',
        actor_kind: 'USER',
        actor_id: agent.id,
        case_id: null,
        event_at: kit.clock.now(),
        body: {
          mediaType: 'image/png',
          sizeBytes: PNG.length,
          sha256: createHash('sha256').update(PNG).digest('hex'),
          name: { commitment: expect.any(String) },
        },
      },
    ]);
    expect(await verifyChain(kit.sql, `document:${id}`)).toBe(1);
  });

  it('keeps the name of the file where it can be erased', async () => {
    const { id } = await upload(agent.id);
    const [event] = await history(id);
    expect(event.canonical).not.toContain('张三');
    expect(await kit.sql`select field, value from event_private where event_id = ${event.id}`).toEqual([
      { field: 'name', value: '张三家漏水.png' },
    ]);
  });

  it('names no user for a citizen, and goes on with the case it is hung on', async () => {
    const { id } = await upload(null);
    const kase = await kit.get(ReceiveCase).execute(kit.request({ attachmentIds: [id] }), { kind: 'CITIZEN' });
    expect(await history(id)).toMatchObject([
      { type: 'document.uploaded', actor_kind: 'CITIZEN', actor_id: null },
      { type: 'document.attached', actor_kind: 'CITIZEN', actor_id: null, body: { caseId: kase.id } },
    ]);
    expect(await verifyChain(kit.sql, `document:${id}`)).toBe(2);
  });

  it('tells of each file that a supplement brings, and of nothing that was refused', async () => {
    const { id: caseId } = await kit.received({}, agent);
    const files = [await upload(agent.id), await upload(agent.id)].map(({ id }) => id);
    const strange = await upload(null);
    const supplement = kit.get(SupplementCase);
    await expect(supplement.execute(caseId, '补充照片', [...files, strange.id], BY_AGENT)).rejects.toMatchObject({
      name: 'UnknownReference',
    });
    for (const id of files) expect(await history(id)).toHaveLength(1);
    await supplement.execute(caseId, '补充照片', files, BY_AGENT);
    for (const id of files)
      expect((await history(id)).at(-1)).toMatchObject({
        type: 'document.attached',
        actor_id: agent.id,
        body: { caseId },
      });
    expect(await history(strange.id)).toHaveLength(1);
  });

  it('does not begin when the row cannot be kept', async () => {
    const before = await kit.sql`select count(*)::int as documents from events where stream like 'document:%'`;
    await expect(upload('01890000-0000-7000-8000-000000000000')).rejects.toThrow();
    expect(await kit.sql`select count(*)::int as documents from events where stream like 'document:%'`).toEqual(before);
  });
});
