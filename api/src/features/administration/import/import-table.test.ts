import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { openUseCases } from '../../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { ImportTable } = await import('./import-table.js');
const { writeTemplate } = await import('./write-template.js');
const { checkArchive } = await import('./check-archive.js');
const { SignIn } = await import('../../accounts/sign-in.js');
const { SaveEntry } = await import('../save-entry.js');
const { Registers } = await import('../registers/registers.js');

const table = kit.get(ImportTable);
const admin = await kit.person('AD');
type Kind = 'user' | 'unit' | 'category' | 'area';

async function workbook(rows: unknown[][], sheet = '人员'): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet(sheet).addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const ZH = ['账号', '姓名', '角色', '单位', '班组'];
const EN = ['Roles', 'Login', 'Team', 'Unit', 'Name'];
const people = (...rows: unknown[][]) => workbook([ZH, ...rows]);
const states = async (kind: Kind, file: Buffer) => {
  const { lines } = await table.preview(kind, file, admin);
  return Object.fromEntries(lines.map(({ key, state }) => [key, state]));
};
const run = async (kind: Kind, file: Buffer) =>
  table.execute(kind, file, (await table.preview(kind, file, admin)).fingerprint, admin);
const userRows = (logins: string[]) =>
  kit.sql`select login, name from users where login = any(${logins}) order by login`;

afterAll(() => kit.close());

describe('a dry run', () => {
  it('tells new, changed, unchanged and refused lines by sheet, line and column, and writes nothing', async () => {
    await run('user', await people(['dry.a', '甲', '承办经办人', 'SWJ', null], ['dry.b', '乙', 'QC', '', 'ZHIJIAN组']));
    const file = await people(
      ['dry.a', '甲', 'HA', 'SWJ单位', ''],
      ['dry.b', '乙乙', '质检员、派单员', '', 'ZHIJIAN'],
      ['dry.c', '丙', '话务员', '', 'HUAWU'],
      ['Dry.D', '', '皇帝', 'NOWHERE', ''],
    );
    const { sheet, counts, lines } = await table.preview('user', file, admin);
    expect(sheet).toBe('人员');
    expect(counts).toEqual({ NEW: 1, CHANGED: 1, UNCHANGED: 1, REFUSED: 1 });
    expect(lines[0]).toMatchObject({
      line: 5,
      state: 'REFUSED',
      problems: [
        { cell: 'A5', field: 'login', rule: 'lowerCase' },
        { cell: 'B5', field: 'name', rule: 'required' },
        { cell: 'C5', field: 'roles', rule: 'unknownValue' },
        { cell: 'D5', field: 'unit', rule: 'notThere' },
      ],
    });
    expect(lines[1]).toMatchObject({
      line: 3,
      key: 'dry.b',
      changes: [
        { field: 'name', from: '乙', to: '乙乙' },
        { field: 'roles', from: ['QC'], to: ['QC', 'DI'] },
      ],
    });
    expect(await userRows(['dry.b', 'dry.c'])).toEqual([{ login: 'dry.b', name: '乙' }]);
  });

  it('reads headers of either language in any order and ignores columns it does not know', async () => {
    const file = await workbook([
      [...EN, 'Remark'],
      ['Handler, Unit leader', 'en.a', '', 'SWJ', 'Ann', 'x'],
    ]);
    const { lines } = await table.preview('user', file, admin);
    expect(lines).toMatchObject([{ key: 'en.a', name: 'Ann', state: 'NEW' }]);
  });

  it('reads its own templates, which hold no line', async () => {
    for (const kind of ['user', 'unit', 'category', 'area'] as const)
      for (const language of ['zh', 'en'] as const)
        await expect(table.preview(kind, await writeTemplate(kind, language), admin)).rejects.toMatchObject({
          name: 'ImportRefused',
          details: { rule: 'empty' },
        });
  });

  it('lets a line refer to another of its table, unless that one is refused', async () => {
    const header = ['代码', '名称', '简称', '类型', '上级', '工作时间', '可以主办'];
    const unit = (code: string, parent: string, changes: string[] = []) => [
      code,
      `${code}中心`,
      '',
      changes[0] ?? '部门',
      parent,
      '机关工作时间',
      '是',
    ];
    const file = await workbook([
      header,
      unit('CHILD', 'PARENT中心'),
      unit('PARENT', ''),
      unit('LOST', 'BAD'),
      unit('BAD', '', ['王国']),
    ]);
    expect(await states('unit', file)).toEqual({ CHILD: 'NEW', PARENT: 'NEW', LOST: 'REFUSED', BAD: 'REFUSED' });
    expect(await run('unit', file)).toMatchObject({ added: 2, changed: 0 });
    const [child] = await kit.sql`
      select p.code as parent, u.short_name from units u join units p on p.id = u.parent_id where u.code = 'CHILD'`;
    expect(child).toEqual({ parent: 'PARENT', short_name: 'CHILD中心' });
    const ring = await workbook([header, unit('PARENT', 'CHILD')]);
    expect((await table.preview('unit', ring, admin)).lines[0]?.problems).toEqual([
      { cell: 'E2', field: 'parent', rule: 'ring' },
    ]);
  });

  it('refuses a second line of the same key, and one that is out of use', async () => {
    await kit.sql`insert into areas (code, name, kind, active) values ('9988', '旧区', 'DISTRICT', false)`;
    const file = await workbook([
      ['代码', '名称', '类型', '上级'],
      ['990102', '新区', '区县', '澜川市'],
      ['990102', '又一个', '区县', ''],
      ['9988', '旧区', '区县', ''],
    ]);
    const { lines } = await table.preview('area', file, admin);
    expect(lines.map(({ state, problems }) => [state, problems[0]?.rule])).toEqual([
      ['REFUSED', 'twice'],
      ['REFUSED', 'outOfUse'],
      ['NEW', undefined],
    ]);
  });
});

describe('an import', () => {
  it('writes what was shown, with histories, and gives new people temporary passwords once', async () => {
    const file = await people(['imp.a', '导入甲', 'HA', 'SWJ', ''], ['imp.b', '导入乙', 'QC', '', '']);
    const { added, passwords } = await run('user', file);
    expect([added, passwords.map(({ login }) => login)]).toEqual([2, ['imp.a', 'imp.b']]);
    const signedIn = await kit
      .get(SignIn)
      .execute('imp.a', passwords[0]?.password ?? '', { address: '10.8.0.1', userAgent: '' });
    expect(signedIn.session).toMatchObject({ mustChangePassword: true, viewer: { roles: ['HA'], unitCode: 'SWJ' } });
    const events = await kit.sql`
      select e.type, e.body from events e join users u on e.stream = 'user:' || u.id where u.login = 'imp.b'`;
    expect(events).toMatchObject([{ type: 'user.created', body: { imported: true, after: { roles: ['QC'] } } }]);
    expect(await states('user', file)).toEqual({ 'imp.a': 'UNCHANGED', 'imp.b': 'UNCHANGED' });
  });

  it('is refused when the file or the registers changed since the preview', async () => {
    const file = await people(['old.a', '旧预览', 'QC', '', '']);
    const { fingerprint } = await table.preview('user', file, admin);
    const outdated = { name: 'PreviewOutdated', code: 'CONFLICT' };
    const other = await people(['old.b', '另一份', 'QC', '', '']);
    await expect(table.execute('user', other, fingerprint, admin)).rejects.toMatchObject(outdated);
    const same = { login: 'old.a', name: '抢先', roles: ['QC'], unit: null, team: null } as never;
    await kit.get(SaveEntry).execute(kit.get(Registers).of('user'), same, true, admin);
    await expect(table.execute('user', file, fingerprint, admin)).rejects.toMatchObject(outdated);
    expect(await userRows(['old.a', 'old.b'])).toEqual([{ login: 'old.a', name: '抢先' }]);
  });

  it('is whole or nothing: the last administrator does not go by a table', async () => {
    await kit.sql`update users set active = false where id <> ${admin.id}
      and exists (select from roles_of_users r where r.user_id = users.id and r.role = 'AD')`;
    const file = await people(['whole.a', '先写的', 'QC', '', ''], [admin.login, admin.name, '审计员', '', '']);
    await expect(run('user', file)).rejects.toMatchObject({ name: 'LastAdministrator' });
    expect(await userRows(['whole.a'])).toEqual([]);
  });

  it('keeps the order of categories that say none', async () => {
    const file = await workbook([
      ['Code', 'Name', 'Statutory limit', 'Order'],
      ['05-01-03', '水压不足', '3wd', ''],
      ['05-01-01', '自来水发黄', '', ''],
    ]);
    expect(await states('category', file)).toEqual({ '05-01-03': 'NEW', '05-01-01': 'UNCHANGED' });
    await run('category', file);
    const [row] = await kit.sql`select path, pinyin, statutory_limit from categories where code = '05-01-03'`;
    expect(row).toEqual({ path: '供水 / 水质 / 水压不足', pinyin: 'shuiyabuzu', statutory_limit: '3wd' });
  });
});

describe('a file that is no table of ours', () => {
  const refused = (rule: string) => ({ name: 'ImportRefused', details: expect.objectContaining({ rule }) });

  it.each([
    ['text', Buffer.from('login,name\na,b\n'), 'notATable'],
    ['half an archive', Buffer.from('PK\u0003\u0004 and nothing more'), 'notATable'],
    ['too many bytes', Buffer.alloc(5 * 1024 * 1024 + 1), 'tooLarge'],
  ])('%s', async (_, file, rule) => {
    await expect(table.preview('user', file, admin)).rejects.toMatchObject(refused(rule));
  });

  it('without headers or with too few of them', async () => {
    await expect(table.preview('user', await workbook([['a', 'b']]), admin)).rejects.toMatchObject(refused('noHeader'));
    await expect(table.preview('user', await workbook([['账号', '姓名']]), admin)).rejects.toMatchObject({
      details: { rule: 'missingColumn', sheet: '人员', zh: '角色', en: 'Roles' },
    });
  });

  it('with more lines than can be looked at', async () => {
    const rows = Array.from({ length: 20_001 }, (_, n) => [`n${n}`, '某人', 'QC', '', '']);
    await expect(table.preview('user', await people(...rows), admin)).rejects.toMatchObject(refused('tooManyLines'));
  });

  it('that unpacks to far more than it says', () => {
    const packed = deflateRawSync(Buffer.alloc(60 * 1024 * 1024));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    // What it says of its own size.
    entry.writeUInt32LE(10, 24);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(local.length + packed.length, 16);
    const bomb = Buffer.concat([local, packed, entry, end]);
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => checkArchive(bomb)).toThrow(expect.objectContaining({ details: { rule: 'tooLarge' } }));
  });
});

it('is for administrators only', async () => {
  const viewer = await kit.person('UL', { unit: 'SWJ' });
  await expect(table.preview('user', Buffer.alloc(0), viewer)).rejects.toMatchObject({ name: 'NotPermitted' });
});

it('takes thousands of people at once, more than one statement binds', async () => {
  const file = await people(...Array.from({ length: 3_000 }, (_, n) => [`many.${n}`, `某人${n}`, 'QC', '', '']));
  const { counts, fingerprint } = await table.preview('user', file, admin);
  expect(counts.NEW).toBe(3_000);
  const { passwords } = await table.execute('user', file, fingerprint, admin);
  expect(new Set(passwords.map(({ password }) => password)).size).toBe(3_000);
}, 60_000);
