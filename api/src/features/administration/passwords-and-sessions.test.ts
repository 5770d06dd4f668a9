import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { SaveEntry } = await import('./save-entry.js');
const { Registers } = await import('./registers/registers.js');
const { SessionQueries } = await import('./session.queries.js');
const { ResetPassword } = await import('./reset-password.js');
const { EndSessions } = await import('./end-sessions.js');
const { SignIn } = await import('../accounts/sign-in.js');
const { ChangePassword } = await import('../accounts/change-password.js');
const { SessionRepository } = await import('../accounts/accounts.public.js');

const histories = kit.get(SessionQueries);
const sessions = kit.get(SessionRepository);
const admin = await kit.person('AD');
const from = { address: '10.9.0.1', userAgent: 'a browser' };

let people = 0;
const addUser = async (changes: Record<string, unknown> = {}) => {
  people += 1;
  const entry = { login: `p.${people}`, name: `测试${people}`, roles: ['HA'], unit: 'SWJ', team: null, ...changes };
  const password = await kit.get(SaveEntry).execute(kit.get(Registers).of('user'), entry as never, true, admin);
  return { login: entry.login, password: password ?? '' };
};
const history = async (login: string) =>
  (await histories.history(kit.database.sql, 'user', login, {})).nodes.map(({ type, body, actor }) => ({
    type,
    body,
    by: actor?.key,
  }));
const refusedBy = (fields: Record<string, string>) => ({ name: 'InvalidInput', details: { fields } });

afterAll(() => kit.close());

describe('a temporary password', () => {
  const WRONG = { name: 'WrongPassword', code: 'INVALID' };
  const opened = async (changes: Record<string, unknown> = {}) => {
    const user = await addUser(changes);
    return { ...user, ...(await kit.get(SignIn).execute(user.login, user.password, from)) };
  };
  const change = kit.get(ChangePassword);

  it('opens nothing until it is replaced', async () => {
    const { viewerOf } = await import('../../graphql/request-context.js');
    const { session, password, token, login } = await opened();
    const context = { session } as never;
    expect(() => viewerOf(context)).toThrow(expect.objectContaining({ name: 'PasswordMustChange', code: 'FORBIDDEN' }));
    await change.execute(session, password, '我自己的一句长话 2026');
    const after = await sessions.find(kit.database.sql, token);
    expect(after?.mustChangePassword).toBe(false);
    await expect(kit.get(SignIn).execute(login, password, from)).rejects.toMatchObject({ name: 'LoginRefused' });
    await kit.get(SignIn).execute(login, '我自己的一句长话 2026', from);
  });

  it.each([
    ['too short', '短密码 2026', 'minLength10'],
    ['the login', 'somebody.long', 'isLogin'],
    ['one that everybody tries', 'Password2026!', 'tooCommon'],
    ['one of the commonest', '1q2w3e4r5t', 'tooCommon'],
    ['one sign over and over', 'aaaaaaaaaaaa', 'tooCommon'],
    ['counting', '23456789012', 'tooCommon'],
    ['without end', '长'.repeat(129), 'maxLength128'],
  ])('is not replaced by one that is %s', async (_, next, rule) => {
    await kit.sql`update users set login = login || '.old' || id where login = 'somebody.long'`;
    const { session, password } = await opened({ login: 'somebody.long' });
    await expect(change.execute(session, password, next)).rejects.toMatchObject(refusedBy({ next: rule }));
  });

  it('is not replaced by itself, nor by who does not know it', async () => {
    const { session, password } = await opened();
    await expect(change.execute(session, password, password)).rejects.toMatchObject(
      refusedBy({ next: 'sameAsBefore' }),
    );
    await expect(change.execute(session, 'guess', '我自己想的一句长话不告诉人')).rejects.toMatchObject(WRONG);
  });

  it('replaces a forgotten one and ends what was open', async () => {
    const { login, token, session, password } = await opened();
    await change.execute(session, password, '我自己想的一句长话不告诉人');
    const next = await kit.get(ResetPassword).execute(login, admin);
    expect(await sessions.find(kit.database.sql, token)).toBeNull();
    const again = await kit.get(SignIn).execute(login, next, from);
    expect(again.session.mustChangePassword).toBe(true);
    expect((await history(login)).slice(0, 2)).toMatchObject([
      { type: 'user.passwordReset', by: admin.login, body: { sessionsEnded: 1 } },
      { type: 'user.passwordChanged', by: login },
    ]);
    await expect(kit.get(ResetPassword).execute(admin.login, admin)).rejects.toMatchObject({ name: 'OwnAccount' });
  });
});

describe('sessions', () => {
  it('are listed with who and since when, and ended one by one or all of a person', async () => {
    const { login, password } = await addUser({ name: '会话测试' });
    const open = () => kit.get(SignIn).execute(login, password, from);
    const [one, two, three] = [await open(), await open(), await open()];
    const list = () => histories.sessions(kit.database.sql, '会话测试', one.session.tokenHash, { first: 2 });
    const page = await list();
    expect(page).toMatchObject({ pageInfo: { hasNextPage: true }, nodes: [{ user: { key: login } }, {}] });
    const [row] = await kit.sql`select id from sessions where token_hash = ${two.session.tokenHash}`;
    expect(await kit.get(EndSessions).execute({ id: row?.id }, admin)).toBe(1);
    expect(await sessions.find(kit.database.sql, two.token)).toBeNull();
    expect(await sessions.find(kit.database.sql, three.token)).not.toBeNull();
    expect(await kit.get(EndSessions).execute({ login }, admin)).toBe(2);
    expect((await list()).nodes).toEqual([]);
    expect((await history(login)).slice(0, 2)).toMatchObject([
      { type: 'user.sessionsEnded', body: { sessions: 2 } },
      { type: 'user.sessionsEnded', body: { sessions: 1 } },
    ]);
  });
});
