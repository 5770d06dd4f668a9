import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { SaveView } = await import('./save-view.js');
const { SavedViewQueries } = await import('./saved-view.queries.js');

afterAll(() => kit.close());

const save = (viewer: Viewer, name: string, shared = false, filter = 'light=RED') =>
  kit.get(SaveView).execute({ page: 'cases', name, filter, shared }, viewer);

async function seen(viewer: Viewer): Promise<string[]> {
  const views = await kit.get(SavedViewQueries).ofPage(kit.database.sql, viewer, 'cases');
  return views.map(({ name, mine, shared }) => `${name}${mine ? ' mine' : ''}${shared ? ' shared' : ''}`);
}

describe('a saved view', () => {
  it('is its owner’s alone unless shared', async () => {
    const owner = await kit.person('QC', { team: 'ZHIJIAN' });
    const colleague = await kit.person('QC', { team: 'ZHIJIAN' });
    await save(owner, '红灯');
    expect(await seen(owner)).toEqual(['红灯 mine']);
    expect(await seen(colleague)).toEqual([]);
  });

  it('is shared with the team, not with the rest of the unit', async () => {
    const owner = await kit.person('CA', { unit: 'ZWZX', team: 'HUAWU' });
    const [ofTeam, ofUnit] = [await kit.person('CA', { team: 'HUAWU' }), await kit.person('CA', { unit: 'ZWZX' })];
    const { id } = await save(owner, '话务红灯', true);
    expect(await seen(ofTeam)).toEqual(['话务红灯 shared']);
    expect(await seen(ofUnit)).toEqual([]);
    expect(await kit.get(SavedViewQueries).remove(kit.database.sql, ofTeam, id)).toBe(false);
    expect(await seen(owner)).toEqual(['话务红灯 mine shared']);
    expect(await kit.get(SavedViewQueries).remove(kit.database.sql, owner, id)).toBe(true);
    expect(await seen(ofTeam)).toEqual([]);
  });

  it('is shared with the unit by whoever has no team, until it is saved without', async () => {
    const owner = await kit.person('HA', { unit: 'CGJ' });
    const [colleague, stranger] = [await kit.person('HA', { unit: 'CGJ' }), await kit.person('HA', { unit: 'SWJ' })];
    await save(owner, '城管红灯', true);
    expect(await seen(colleague)).toEqual(['城管红灯 shared']);
    expect(await seen(stranger)).toEqual([]);
    await save(owner, '城管红灯', false, 'light=YELLOW');
    expect(await seen(colleague)).toEqual([]);
    const [view] = await kit.get(SavedViewQueries).ofPage(kit.database.sql, owner, 'cases');
    expect(view).toMatchObject({ filter: 'light=YELLOW', shared: false });
  });

  it('cannot be shared by somebody who belongs nowhere, and needs a name', async () => {
    const alone = await kit.person('SU');
    await expect(save(alone, '督办', true)).rejects.toMatchObject({
      name: 'InvalidInput',
      details: { fields: { shared: 'nobodyToShareWith' } },
    });
    await expect(save(alone, '  ')).rejects.toMatchObject({ details: { fields: { name: 'required' } } });
  });
});
