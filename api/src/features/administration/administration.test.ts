import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { SaveEntry } = await import('./save-entry.js');
const { SetInUse } = await import('./set-in-use.js');
const { Registers } = await import('./registers/registers.js');
const { RegisterQueries } = await import('./register.queries.js');
const { SessionQueries } = await import('./session.queries.js');
const { ResetPassword } = await import('./reset-password.js');
const { EndSessions } = await import('./end-sessions.js');
const { SignIn } = await import('../accounts/sign-in.js');
const { SessionRepository } = await import('../accounts/accounts.public.js');
const { ClaimTask } = await import('../tasks/claim-task.js');
const { SaveDraft } = await import('../tasks/save-draft.js');

const save = kit.get(SaveEntry);
const inUse = kit.get(SetInUse);
const registers = kit.get(Registers);
const queries = kit.get(RegisterQueries);
const histories = kit.get(SessionQueries);
const sessions = kit.get(SessionRepository);
const admin = await kit.person('AD');
const from = { address: '10.9.0.1', userAgent: 'a browser' };

let people = 0;
const entryOf = (changes: Record<string, unknown> = {}) => {
  people += 1;
  return { login: `p.${people}`, name: `测试${people}`, roles: ['HA'], unit: 'SWJ', team: null, ...changes } as never;
};
const addUser = async (changes: Record<string, unknown> = {}) => {
  const entry = entryOf(changes) as { login: string };
  const password = await save.execute(registers.of('user'), entry as never, true, admin);
  return { login: entry.login, password: password ?? '', entry: entry as never };
};
const unitEntry = (code: string, changes: Record<string, unknown> = {}) =>
  ({
    code,
    name: `${code}局`,
    shortName: code,
    kind: 'DEPARTMENT',
    parent: null,
    officeClass: 'OFFICE',
    canLead: true,
    ...changes,
  }) as never;
const saveUnit = (entry: never, isNew = true) => save.execute(registers.of('unit'), entry, isNew, admin);
const history = async (kind: never, key: string) =>
  (await histories.history(kit.database.sql, kind, key, {})).nodes.map(({ type, body, personal, actor }) => ({
    type,
    body,
    personal,
    by: actor?.key,
  }));
const refusedBy = (fields: Record<string, string>) => ({ name: 'InvalidInput', details: { fields } });
const off = (kind: 'user' | 'unit' | 'team' | 'category' | 'area', key: string, by = admin) =>
  inUse.execute(registers.some(kind), key, false, by);
const on = (kind: 'user' | 'unit' | 'team' | 'category' | 'area', key: string) =>
  inUse.execute(registers.some(kind), key, true, admin);

afterAll(() => kit.close());

it('is for administrators only', async () => {
  const refused = { name: 'NotPermitted', details: { action: 'administer' } };
  for (const role of ['HA', 'SU', 'AU', 'DE', 'LD'] as const) {
    const viewer = await kit.person(role, { unit: 'SWJ' });
    expect(() => off('team', 'HUAWU', viewer)).toThrow(expect.objectContaining(refused));
    await expect(kit.get(ResetPassword).execute(admin.login, viewer)).rejects.toMatchObject(refused);
    expect(() => kit.get(EndSessions).execute({ login: admin.login }, viewer)).toThrow(
      expect.objectContaining(refused),
    );
    await expect(save.execute(registers.of('user'), entryOf(), true, viewer)).rejects.toMatchObject(refused);
  }
});

describe('a person', () => {
  it('is added with a temporary password and a history without it', async () => {
    const { login, password } = await addUser({ name: '林新人', roles: ['HA', 'UL'] });
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const { session } = await kit.get(SignIn).execute(login, password, from);
    expect(session).toMatchObject({ mustChangePassword: true, viewer: { roles: ['HA', 'UL'], unitCode: 'SWJ' } });
    const [created] = await history('user' as never, login);
    expect(created).toMatchObject({
      type: 'user.created',
      by: admin.login,
      body: { after: { login, roles: ['HA', 'UL'], unit: 'SWJ', team: null } },
      personal: { name: '林新人' },
    });
    expect(JSON.stringify(created)).not.toContain(password);
  });

  it.each([
    ['a login in capitals', { login: 'Lin.A' }, { login: 'lowerCase' }],
    ['a login of other signs', { login: 'lin a' }, { login: 'login' }],
    ['no login', { login: ' ' }, { login: 'required' }],
    ['no name', { name: ' ' }, { name: 'required' }],
    ['no role', { roles: [] }, { roles: 'required' }],
    ['an administrator with another role', { roles: ['AD', 'DE'], unit: null }, { roles: 'administratorAlone' }],
    ['a handler without a unit', { unit: null }, { unit: 'unitNeeded' }],
    ['a unit that is not there', { unit: 'NOWHERE' }, { unit: 'notThere' }],
    ['a team that is not there', { team: 'NOBODY' }, { team: 'notThere' }],
  ])('is refused with %s', async (_, changes, fields) => {
    await expect(addUser(changes)).rejects.toMatchObject(refusedBy(fields as never));
  });

  it('has a login that nobody else has, active or not', async () => {
    const { login, entry } = await addUser();
    const taken = { name: 'AlreadyThere', code: 'CONFLICT', details: { register: 'user', key: login } };
    await expect(save.execute(registers.of('user'), entry, true, admin)).rejects.toMatchObject(taken);
    await off('user', login);
    await expect(save.execute(registers.of('user'), entry, true, admin)).rejects.toMatchObject(taken);
  });

  it('is edited with old and new in the history, the name in its erasable part', async () => {
    const { login, entry } = await addUser({ name: '旧名' });
    await save.execute(
      registers.of('user'),
      { ...(entry as object), name: '新名', roles: ['UL'] } as never,
      false,
      admin,
    );
    const [edited] = await history('user' as never, login);
    expect(edited).toMatchObject({
      type: 'user.edited',
      body: { changes: [{ field: 'roles', from: ['HA'], to: ['UL'] }] },
      personal: { nameFrom: '旧名', nameTo: '新名' },
    });
    const before = (await history('user' as never, login)).length;
    await save.execute(
      registers.of('user'),
      { ...(entry as object), name: '新名', roles: ['UL'] } as never,
      false,
      admin,
    );
    expect(await history('user' as never, login)).toHaveLength(before);
  });

  it('who is not there cannot be edited', async () => {
    await expect(save.execute(registers.of('user'), entryOf(), false, admin)).rejects.toMatchObject({
      name: 'EntryNotFound',
    });
  });
});

describe('a person who leaves', () => {
  async function holder(): Promise<{ viewer: Viewer; taskId: string; caseId: string; leader: Viewer; token: string }> {
    const [viewer, leader] = [await kit.person('HA', { unit: 'SWJ' }), await kit.person('UL', { unit: 'SWJ' })];
    const { id: caseId } = await kit.assigned('SWJ');
    const taskId = await kit.open('acknowledge', caseId);
    await kit.get(ClaimTask).execute(taskId, viewer);
    await kit.get(SaveDraft).execute(taskId, { note: '写了一半' }, viewer);
    const { token } = await kit.database.inTransaction((sql) => sessions.open(sql, viewer.id, 'a browser'));
    return { viewer, taskId, caseId, leader, token };
  }

  it('loses sessions at once; claimed tasks go back with their drafts, and the leaders hear of it', async () => {
    const { viewer, taskId, caseId, leader, token } = await holder();
    await off('user', viewer.login);
    expect(await sessions.find(kit.database.sql, token)).toBeNull();
    expect(await kit.task(taskId)).toMatchObject({ state: 'OPEN', holderId: null, draft: { note: '写了一半' } });
    expect((await kit.eventTypes(caseId)).at(-1)).toBe('task.released');
    expect((await kit.notices(leader.id)).map(({ kind }) => kind)).toContain('task.holderLeft');
    const [left] = await history('user' as never, viewer.login);
    expect(left).toMatchObject({ type: 'user.deactivated', body: { sessionsEnded: 1, tasksReleased: 1 } });
    await kit.get(ClaimTask).execute(taskId, await kit.person('HA', { unit: 'SWJ' }));
  });

  it('stays in the books and comes back with the same account', async () => {
    const { login } = await addUser();
    await off('user', login);
    await off('user', login);
    expect((await queries.users(kit.database.sql, { key: login }, {})).nodes[0]).toMatchObject({ active: false });
    await on('user', login);
    expect((await history('user' as never, login)).map(({ type }) => type)).toEqual([
      'user.activated',
      'user.deactivated',
      'user.created',
    ]);
  });

  it('does not come back to a unit that is out of use', async () => {
    await saveUnit(unitEntry('GONE'));
    const { login } = await addUser({ unit: 'GONE' });
    await off('user', login);
    await off('unit', 'GONE');
    await expect(on('user', login)).rejects.toMatchObject({ name: 'AboveOutOfUse', details: { above: 'GONE' } });
  });

  it('gives back the tasks of a unit that they leave', async () => {
    const { viewer, taskId } = await holder();
    const entry = { login: viewer.login, name: viewer.name, roles: ['HA'], unit: 'CGJ', team: null } as never;
    await save.execute(registers.of('user'), entry, false, admin);
    expect(await kit.task(taskId)).toMatchObject({ state: 'OPEN', holderId: null });
    expect((await history('user' as never, viewer.login))[0]?.body).toMatchObject({ tasksReleased: 1 });
  });
});

describe('administrators', () => {
  it('do not put themselves out of use', async () => {
    await expect(off('user', admin.login)).rejects.toMatchObject({ name: 'OwnAccount', code: 'CONFLICT' });
  });

  it('are never all gone: the last one stays active and an administrator', async () => {
    const last = await addUser({ roles: ['AD'], unit: null });
    await kit.sql`update users set active = false where id <> ${admin.id} and login <> ${last.login}
      and exists (select from roles_of_users r where r.user_id = users.id and r.role = 'AD')`;
    await off('user', last.login);
    const me = { login: admin.login, name: admin.name, unit: null, team: null, roles: ['AU'] } as never;
    await expect(save.execute(registers.of('user'), me, false, admin)).rejects.toMatchObject({
      name: 'LastAdministrator',
      code: 'CONFLICT',
    });
    const other = await kit.person('AD');
    await save.execute(registers.of('user'), me, false, other);
    await save.execute(registers.of('user'), { ...(me as object), roles: ['AD'] } as never, false, other);
  });
});

describe('a unit', () => {
  it('is added, edited and found again', async () => {
    await saveUnit(unitEntry('NEWU', { parent: 'ZWZX' }));
    await saveUnit(unitEntry('NEWU', { parent: 'ZWZX', shortName: '新局', canLead: false }), false);
    const { nodes } = await queries.units(kit.database.sql, { text: '新局' }, {});
    expect(nodes).toMatchObject([{ code: 'NEWU', parent: { key: 'ZWZX' }, canLead: false, active: true, people: 0 }]);
    expect((await history('unit' as never, 'NEWU'))[0]?.body).toEqual({
      changes: [
        { field: 'shortName', from: 'NEWU', to: '新局' },
        { field: 'canLead', from: true, to: false },
      ],
    });
  });

  it.each([
    ['a code in small letters', { code: 'abc' }, { code: 'unitCode' }],
    ['a parent that is not there', { parent: 'NOWHERE' }, { parent: 'notThere' }],
    ['a kind nobody knows', { kind: 'KINGDOM' }, { kind: 'unknownValue' }],
    ['a community that leads', { kind: 'COMMUNITY' }, { canLead: 'communitiesNeverLead' }],
  ])('is refused with %s', async (_, changes, fields) => {
    await expect(saveUnit(unitEntry('BADU', changes))).rejects.toMatchObject(refusedBy(fields as never));
  });

  it('has a duty phone whose changes are told masked', async () => {
    const { SetDutyPhone } = await import('../supervision/set-duty-phone.js');
    await saveUnit(unitEntry('PHONE'));
    const [unit] = await kit.sql`select id from units where code = 'PHONE'`;
    for (const phone of ['19900001111', '19900002222', '']) await kit.get(SetDutyPhone).execute(unit?.id, phone, admin);
    const told = await history('unit' as never, 'PHONE');
    expect(told.slice(0, 3).map(({ body }) => body.changes)).toEqual([
      [{ field: 'dutyPhone', from: '199****2222', to: null }],
      [{ field: 'dutyPhone', from: '199****1111', to: '199****2222' }],
      [{ field: 'dutyPhone', from: null, to: '199****1111' }],
    ]);
    expect(JSON.stringify(told)).not.toContain('19900001111');
  });

  it('never stands above itself, by the application or around it', async () => {
    await saveUnit(unitEntry('RINGA'));
    await saveUnit(unitEntry('RINGB', { parent: 'RINGA' }));
    await saveUnit(unitEntry('RINGC', { parent: 'RINGB' }));
    const ring = saveUnit(unitEntry('RINGA', { parent: 'RINGC' }), false);
    await expect(ring).rejects.toMatchObject(refusedBy({ parent: 'ring' }));
    const around = kit.sql`
      update units set parent_id = (select id from units where code = 'RINGC') where code = 'RINGA'`;
    await expect(around).rejects.toMatchObject({ constraint_name: 'units_form_a_tree' });
  });

  it('with open assignments or people below it stays, and it is said how many and where', async () => {
    await saveUnit(unitEntry('BUSY'));
    await saveUnit(unitEntry('BELOW', { parent: 'BUSY' }));
    await addUser({ unit: 'BELOW' });
    kit.units.set('BUSY', (await kit.sql`select id from units where code = 'BUSY'`)[0]?.id);
    const { id } = await kit.assigned('BUSY');
    await expect(off('unit', 'BUSY')).rejects.toMatchObject({
      name: 'UnitInUse',
      code: 'CONFLICT',
      details: { assignments: 1, people: 1, units: 1, where: 'BUSY 1+0、BELOW 0+1' },
    });
    await kit.sql`update assignments set status = 'EXITED' where case_id = ${id}`;
    await kit.sql`update users set active = false where unit_id = (select id from units where code = 'BELOW')`;
    await expect(off('unit', 'BUSY')).rejects.toMatchObject({ details: { assignments: 0, people: 0, units: 1 } });
    await off('unit', 'BELOW');
    await off('unit', 'BUSY');
    await expect(on('unit', 'BELOW')).rejects.toMatchObject({ name: 'AboveOutOfUse', details: { above: 'BUSY' } });
    await on('unit', 'BUSY');
    await on('unit', 'BELOW');
  });
});

describe('teams, categories and areas', () => {
  it('a team with people stays', async () => {
    await save.execute(registers.of('team'), { code: 'XINZU', name: '新组' }, true, admin);
    const { login } = await addUser({ roles: ['CA'], unit: null, team: 'XINZU' });
    await expect(off('team', 'XINZU')).rejects.toMatchObject({ name: 'EntryInUse', details: { count: 1 } });
    await off('user', login);
    await off('team', 'XINZU');
    await expect(addUser({ team: 'XINZU' })).rejects.toMatchObject(refusedBy({ team: 'notThere' }));
    await expect(
      save.execute(registers.of('team'), { code: 'XINZU2', name: '新组' }, true, admin),
    ).rejects.toMatchObject({ name: 'AlreadyThere' });
  });

  it('a category gets level, path and pinyin of its own; another name reaches the paths below', async () => {
    const add = (code: string, name: string) =>
      save.execute(registers.of('category'), { code, name, statutoryLimit: null, sort: null }, true, admin);
    await add('71', '城市照明');
    await add('71-01', '路灯');
    await add('71-01-01', '路灯不亮');
    const one = async (key: string) => (await queries.categories(kit.database.sql, { key }, {})).nodes[0];
    expect(await one('71-01-01')).toMatchObject({
      level: 3,
      path: '城市照明 / 路灯 / 路灯不亮',
      pinyin: 'ludengbuliang',
      initials: 'ldbl',
    });
    const renamed = { code: '71', name: '照明', statutoryLimit: '7wd', sort: null };
    await save.execute(registers.of('category'), renamed, false, admin);
    expect(await one('71-01-01')).toMatchObject({ path: '照明 / 路灯 / 路灯不亮' });
    expect(await one('71')).toMatchObject({ statutoryLimit: '7wd', pinyin: 'zhaoming' });
    await expect(add('72-01', '没有上级')).rejects.toMatchObject(refusedBy({ code: 'parentFirst' }));
    await expect(off('category', '71-01')).rejects.toMatchObject({ name: 'EntryInUse', details: { count: 1 } });
    await off('category', '71-01-01');
    await off('category', '71-01');
    await expect(on('category', '71-01-01')).rejects.toMatchObject({ name: 'AboveOutOfUse' });
  });

  it('a category with open cases goes from new requests only', async () => {
    const { id } = await kit.received({ categoryCode: '05-01-02' });
    await off('category', '05-01-02');
    await expect(kit.received({ categoryCode: '05-01-02' })).rejects.toMatchObject({ name: 'UnknownReference' });
    expect(await kit.case(id)).toMatchObject({ category_code: '05-01-02' });
  });

  it('an area out of use takes no new requests', async () => {
    const nobody = { worker: '', phone: '' };
    const area = { code: '990101002', name: '新街道', kind: 'STREET', parent: '990101', ...nobody };
    await save.execute(registers.of('area'), area, true, admin);
    await expect(off('area', '990101')).rejects.toMatchObject({ name: 'EntryInUse', details: { count: 2 } });
    await off('area', '990101002');
    await expect(kit.received({ areaCode: '990101002' })).rejects.toMatchObject({ name: 'UnknownReference' });
    const ring = { code: '9901', name: '澜川市', kind: 'CITY', parent: '990101', ...nobody };
    await expect(save.execute(registers.of('area'), ring, false, admin)).rejects.toMatchObject(
      refusedBy({ parent: 'ring' }),
    );
  });
});

describe('grid cells', () => {
  const cell = {
    code: '990101001901',
    name: '听泉社区网格',
    kind: 'GRID_CELL',
    parent: '990101001',
    worker: '周师傅',
    phone: '199 0006 9001',
  };

  it('lie below a street and say who walks them', async () => {
    await save.execute(registers.of('area'), cell, true, admin);
    const [kept] = await kit.sql`select parent_code, grid_worker, grid_phone from areas where code = ${cell.code}`;
    expect(kept).toEqual({ parent_code: '990101001', grid_worker: '周师傅', grid_phone: '19900069001' });
  });

  it.each([
    ['a parent', { ...cell, parent: null }, { parent: 'required' }],
    ['a worker to a telephone', { ...cell, worker: '' }, { worker: 'required' }],
    ['a telephone that is one', { ...cell, phone: '12' }, { phone: 'phone' }],
    ['no worker of anything else', { ...cell, kind: 'STREET', phone: '' }, { worker: 'gridCellsOnly' }],
  ])('need %s', async (_, entry, rules) => {
    await expect(save.execute(registers.of('area'), entry, false, admin)).rejects.toMatchObject(refusedBy(rules));
  });
});

describe('the application’s role in the database', () => {
  it.each(['users', 'units', 'teams', 'categories', 'areas'])('removes nothing from %s', async (table) => {
    const gone = kit.database.sql`delete from ${kit.database.sql(table as never)}`;
    await expect(gone).rejects.toMatchObject({ code: '42501' });
  });

  it('never changes a code', async () => {
    await expect(kit.sql`update units set code = 'OTHER' where code = 'SWJ'`).rejects.toMatchObject({
      constraint_name: 'codes_never_change',
    });
  });
});

describe('lists', () => {
  it('go on by key without a gap and without a repetition', async () => {
    for (let n = 0; n < 5; n += 1) await addUser({ name: `翻页${n}` });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await queries.users(kit.database.sql, { text: '翻页', active: true }, { first: 2, after });
      seen.push(...page.nodes.map(({ name }) => name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(['翻页0', '翻页1', '翻页2', '翻页3', '翻页4']);
    const { nodes } = await queries.categories(kit.database.sql, { text: 'zlsfh' }, {});
    expect(nodes).toEqual([]);
  });
});
