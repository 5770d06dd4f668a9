import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formText, openStudio, processText } from '../../../../tests/support/studio-kit.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const studio = await openStudio(kit);
const { ListModels } = await import('./list-models.js');
const { DraftQueries } = await import('./draft.queries.js');
const { ModelSet } = await import('./model-set.js');
const { TakeOffer } = await import('./take-offer.js');
const { DismissOffer } = await import('./dismiss-offer.js');
const { StudioLoaders } = await import('./studio.loaders.js');

const designer = await kit.person('DE', { name: '宋图' });
const other = await kit.person('DE', { name: '何绘' });
const queries = kit.get(DraftQueries);
const open = (modelId: string, by = designer) => studio.open.execute({ kind: 'PROCESS', modelId }, by);
const contentOf = async (id: string) => (await queries.contents(kit.database.sql, [id])).get(id);

afterAll(() => kit.close());

describe('a draft', () => {
  it('begins with the newest version and is held by who opened it', async () => {
    const id = await studio.process();
    const draft = await open(id);
    expect(draft).toMatchObject({ modelId: id, baseVersion: 1, revision: 1, lockedById: designer.id });
    expect(await contentOf(draft.id)).toBe(processText(id));
    expect(await open(id, other)).toMatchObject({ id: draft.id, lockedBy: '宋图', lockedById: designer.id });
    expect(await studio.events(id)).toEqual(['draftOpened']);
  });

  it('opened by two at the same moment is one, held by one of them', async () => {
    const id = await studio.process();
    const both = await Promise.allSettled([open(id), open(id, other)]);
    const drafts = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(new Set(drafts.map((draft) => `${draft.id} ${draft.lockedById}`)).size).toBe(1);
    expect(await kit.sql`select 1 from model_drafts where model_id = ${id}`).toHaveLength(1);
  });

  it('takes each save as the next revision, and a stale one names who saved and when', async () => {
    const id = await studio.process();
    const draft = await open(id);
    const saved = await studio.save.execute(draft.id, 1, processText(id, 'B'), designer);
    expect(saved).toMatchObject({ revision: 2, updatedBy: '宋图' });
    await studio.over.execute(draft.id, other);
    await expect(studio.save.execute(draft.id, 1, processText(id, 'C'), other)).rejects.toMatchObject({
      name: 'DraftChanged',
      code: 'CONFLICT',
      details: { revision: 2, by: '宋图', at: saved.updatedAt.toISOString() },
    });
    expect(await contentOf(draft.id)).toBe(processText(id, 'B'));
  });

  it('does not mind the same save again, as a client sends it that never heard the answer', async () => {
    const id = await studio.process();
    const draft = await open(id);
    const text = processText(id, 'B');
    await studio.save.execute(draft.id, 1, text, designer);
    expect(await studio.save.execute(draft.id, 1, text, designer)).toMatchObject({ revision: 2 });
  });

  it('taken over belongs to the other, who was put aside hears of it and saves no more', async () => {
    const id = await studio.process();
    const draft = await open(id);
    await studio.over.execute(draft.id, other);
    expect((await kit.notices(designer.id)).at(-1)).toMatchObject({ kind: 'model.draftTakenOver' });
    await expect(studio.save.execute(draft.id, 1, processText(id, 'B'), designer)).rejects.toMatchObject({
      name: 'DraftTakenOver',
      details: { by: '何绘' },
    });
    await expect(studio.discard.execute(draft.id, designer)).rejects.toMatchObject({ name: 'DraftTakenOver' });
    await studio.discard.execute(draft.id, other);
    expect(await studio.events(id)).toEqual(['draftOpened', 'draftTakenOver', 'draftDiscarded']);
  });

  it('closed is free for the next, and gone where it says nothing new', async () => {
    const id = await studio.process();
    const draft = await studio.drawn(id, 'B', designer);
    await studio.close.execute(draft.id, designer);
    expect(await open(id, other)).toMatchObject({ id: draft.id, lockedBy: '何绘', revision: 2 });
    const looked = await studio.process();
    await studio.close.execute((await open(looked)).id, designer);
    expect(await studio.events(looked)).toEqual(['draftOpened', 'draftClosed']);
  });

  it('follows the id its text says, but never onto another draft', async () => {
    const [id, taken] = [await studio.process(), await studio.process()];
    const theirs = await open(taken, other);
    const draft = await open(id);
    await expect(studio.save.execute(draft.id, 1, processText(taken), designer)).rejects.toMatchObject({
      name: 'ModelHasDraft',
      details: { modelId: taken, draftId: theirs.id },
    });
    const renamed = await studio.save.execute(draft.id, 1, processText(`${id}-new`), designer);
    expect(renamed).toMatchObject({ modelId: `${id}-new`, baseVersion: null, revision: 2 });
    expect(await studio.events(`${id}-new`)).toEqual(['draftRenamed']);
    await expect(studio.save.execute(draft.id, 2, formText('f'), designer)).rejects.toMatchObject({
      name: 'ModelOfOtherKind',
    });
  });

  it.each(['PROCESS', 'DECISION', 'FORM'] as const)('of a new %s has a text of its kind and its name', async (kind) => {
    const draft = await studio.create.execute(kind, ' 占道 <经营> & "其他" ', designer);
    expect(draft).toMatchObject({ kind, name: '占道 <经营> & "其他"', baseVersion: null, lockedById: designer.id });
    await expect(studio.create.execute(kind, ' ', designer)).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('an imported file', () => {
  it('becomes a draft of the model it says it is', async () => {
    const id = await studio.process();
    expect(await studio.imports.execute('x.bpmn', processText(id, 'B'), designer)).toMatchObject({
      modelId: id,
      baseVersion: 1,
    });
    await expect(studio.imports.execute('x.bpmn', processText(id), designer)).rejects.toMatchObject({
      name: 'ModelHasDraft',
    });
    const foreign = processText('foreign').replace('isExecutable="true"', '');
    expect(await studio.imports.execute('from-elsewhere.xml', foreign, designer)).toMatchObject({ modelId: 'foreign' });
  });

  it('that cannot be read is refused in one sentence', async () => {
    await expect(studio.imports.execute('坏.bpmn', '<a>\n</b>', designer)).rejects.toMatchObject({
      code: 'INVALID',
      message: '坏.bpmn: The file is no well-formed XML. (line 2)',
    });
  });
});

it('stands among the files that others will run with as long as its model is new', async () => {
  const id = await studio.process();
  await studio.drawn(id, 'drawn', designer);
  await studio.imports.execute('f', formText('form-new'), designer);
  const files = new Map((await kit.get(ModelSet).files(designer)).map(({ path, content }) => [path, content]));
  expect(files.get(`processes/${id}.bpmn`)).toBe(processText(id));
  expect(files.get('forms/form-new.form')).toBe(formText('form-new'));
});

describe('the library', () => {
  it('shows what runs and what is only drawn yet, found by name or id, with running instances in one question', async () => {
    await studio.packaged('processes/library-a.bpmn', processText('library-a', 'A', '图书馆'));
    await studio.packaged('processes/library-a.bpmn', processText('library-a', 'B', '图书馆新'));
    await studio.imports.execute('f', formText('library-form'), designer);
    await kit.sql`
      insert into process_instances (engine_id, instance_key, process_id, process_version, definition_key, state)
      values (${kit.engineId}, 1, 'library-a', 1, 1, 'ACTIVE'), (${kit.engineId}, 2, 'library-a', 1, 1, 'ACTIVE'),
        (${kit.engineId}, 3, 'library-a', 2, 1, 'COMPLETED')`;
    const find = (text: string) => kit.get(ListModels).execute({ text }, designer);
    expect(await find('LIBRARY')).toMatchObject([
      { kind: 'PROCESS', modelId: 'library-a', name: '图书馆新', latest: { version: 2, packaged: true }, draft: null },
      { kind: 'FORM', modelId: 'library-form', latest: null, draft: { modelId: 'library-form' } },
    ]);
    expect(await find('图书馆新')).toHaveLength(1);
    const context = { loaders: new Map() } as never;
    const loaders = kit.get(StudioLoaders);
    const versions = await loaders.versions(context, { kind: 'PROCESS', modelId: 'library-a' });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(await Promise.all(versions.map((version) => loaders.openInstances(context, version)))).toEqual([0, 2]);
    expect(await Promise.all(versions.map((version) => loaders.versionName(context, version)))).toEqual([
      '图书馆新',
      '图书馆',
    ]);
  });

  it('lets leaders, auditors and administrators read, and designers alone draw', async () => {
    const id = await studio.process();
    for (const role of ['LD', 'AU', 'AD'] as const) {
      const reader = await kit.person(role);
      expect(await kit.get(ListModels).execute({}, reader)).not.toHaveLength(0);
      await expect(open(id, reader)).rejects.toMatchObject({ name: 'NotPermitted' });
    }
    await expect(kit.get(ListModels).execute({}, { ...designer, roles: ['HA'] })).rejects.toMatchObject({
      name: 'NotPermitted',
    });
  });
});

describe('an offer', () => {
  let offers = 0;
  async function offered(id: string): Promise<string> {
    offers += 1;
    const [row] = await kit.sql`
      insert into model_offers (id, engine_id, path, sha256, content, kind, model_id, offered_at)
      values (gen_random_uuid(), ${kit.engineId}, ${`processes/${id}.bpmn`}, ${`sha ${offers}`}, ${processText(id, 'packaged')}, 'PROCESS', ${id}, now())
      returning id`;
    return row?.id;
  }

  it('taken becomes a draft over the version that runs', async () => {
    const id = await studio.process();
    const offer = await offered(id);
    expect((await kit.get(ListModels).one({ kind: 'PROCESS', modelId: id }, designer))?.offer).toMatchObject({
      id: offer,
    });
    const draft = await kit.get(TakeOffer).execute(offer, designer);
    expect(await contentOf(draft.id)).toBe(processText(id, 'packaged'));
    expect(draft).toMatchObject({ modelId: id, baseVersion: 1 });
    await expect(kit.get(TakeOffer).execute(offer, designer)).rejects.toMatchObject({ name: 'OfferNotFound' });
    expect(await studio.events(id)).toEqual(['draftOpened', 'offerTaken']);
  });

  it('waits where the model is being drawn already, and may be dismissed', async () => {
    const id = await studio.process();
    const offer = await offered(id);
    await open(id, other);
    await expect(kit.get(TakeOffer).execute(offer, designer)).rejects.toMatchObject({ name: 'ModelHasDraft' });
    await kit.get(DismissOffer).execute(offer, designer);
    expect((await kit.get(ListModels).one({ kind: 'PROCESS', modelId: id }, designer))?.offer).toBeNull();
  });
});

describe('files of other tools', () => {
  const folder = join(process.cwd(), 'tests/samples/foreign-models');
  const files = readdirSync(folder).map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));

  it('become drafts with every character that was in them, or are refused in one sentence', async () => {
    const imported = [];
    for (const { name, content } of files) {
      try {
        const draft = await studio.imports.execute(name, content, designer);
        expect(await contentOf(draft.id)).toBe(content);
        imported.push(name);
      } catch (error) {
        expect([name, error]).toMatchObject([name, { name: 'ModelUnreadable', details: { fileName: name } }]);
      }
    }
    expect(imported.length).toBeGreaterThanOrEqual(20);
    expect(imported.length).toBeLessThan(files.length);
  });
});
