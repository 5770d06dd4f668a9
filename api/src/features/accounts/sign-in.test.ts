import { hash } from '@node-rs/argon2';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { SignIn } = await import('./sign-in.js');
const { SessionRepository } = await import('./session.repository.js');
const sessions = kit.get(SessionRepository);

const PASSWORD = '正确的密码 correct';
let addresses = 0;
const somewhere = () => {
  addresses += 1;
  return { address: `10.1.0.${addresses}`, userAgent: 'a browser' };
};
const signIn = (login: string, password: string, from = somewhere()) => kit.get(SignIn).execute(login, password, from);
const refused = { name: 'LoginRefused', code: 'UNAUTHENTICATED' };
const limited = { name: 'TooManyLogins', code: 'RATE_LIMITED' };
// The lowest cost: this is about who may come in, not about the hash.
const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });

async function account(): Promise<Viewer> {
  const viewer = await kit.person(['HA', 'UL'], { unit: 'SWJ', team: null });
  await kit.sql`update users set password_hash = ${passwordHash} where id = ${viewer.id}`;
  return viewer;
}

afterAll(() => kit.close());

describe('signing in', () => {
  it('gives a session with everything that scope and permissions need', async () => {
    const viewer = await account();
    const { token, session } = await signIn(` ${viewer.login.toUpperCase()} `, PASSWORD);
    expect(session.viewer).toEqual(viewer);
    expect(await sessions.find(kit.database.sql, token)).toEqual(session);
  });

  it('answers an unknown account, a wrong password and a deactivated account alike', async () => {
    const [known, left] = [await account(), await account()];
    await kit.sql`update users set active = false where id = ${left.id}`;
    const answers = await Promise.all(
      [signIn('nobody-here', PASSWORD), signIn(known.login, 'wrong'), signIn(left.login, PASSWORD), signIn('', '')].map(
        (attempt) => attempt.catch(({ name, code, message, details }) => ({ name, code, message, details })),
      ),
    );
    expect(answers[0]).toMatchObject(refused);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('keeps only hashes of tokens', async () => {
    const viewer = await account();
    const { token } = await signIn(viewer.login, PASSWORD);
    const rows = await kit.sql`select from sessions s where s::text like ${`%${token}%`}`;
    expect(rows).toHaveLength(0);
  });
});

describe('wrong passwords', () => {
  it('shut an account after eight within ten minutes, for the right password too, from everywhere', async () => {
    const viewer = await account();
    for (let n = 0; n < 8; n += 1) await expect(signIn(viewer.login, 'wrong')).rejects.toMatchObject(refused);
    await expect(signIn(viewer.login, 'wrong')).rejects.toMatchObject(limited);
    await expect(signIn(viewer.login, PASSWORD)).rejects.toMatchObject(limited);
    await kit.sql`update login_attempts set at = at - interval '11 minutes'`;
    await signIn(viewer.login, PASSWORD);
  });

  it('shut an unknown account the same way', async () => {
    for (let n = 0; n < 8; n += 1) await expect(signIn('still-nobody', 'x')).rejects.toMatchObject(refused);
    await expect(signIn('still-nobody', 'x')).rejects.toMatchObject(limited);
  });

  it('are forgotten when the right one comes', async () => {
    const viewer = await account();
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) await expect(signIn(viewer.login, 'wrong')).rejects.toMatchObject(refused);
      await signIn(viewer.login, PASSWORD);
    }
  });

  it('shut an address that tries many accounts', async () => {
    const from = somewhere();
    await kit.sql`insert into login_attempts (key, at) select ${`address:${from.address}`}, now() from generate_series(1, 40)`;
    const viewer = await account();
    await expect(signIn(viewer.login, PASSWORD, from)).rejects.toMatchObject(limited);
    await signIn(viewer.login, PASSWORD);
  });
});

describe('a session', () => {
  const opened = async () => {
    const viewer = await account();
    return { viewer, ...(await signIn(viewer.login, PASSWORD)) };
  };
  const found = (token: string) => sessions.find(kit.database.sql, token);

  it('ends after twelve hours without use and lives on with it', async () => {
    const { token, session } = await opened();
    await kit.sql`update sessions set expires_at = now() + interval '1 minute', last_seen_at = now() - interval '11 hours'`;
    await sessions.touch(kit.database.sql, session.tokenHash);
    const [{ left } = { left: 0 }] = await kit.sql<{ left: number }[]>`
      select extract(epoch from expires_at - now())::int as left from sessions where token_hash = ${session.tokenHash}`;
    expect(left).toBeGreaterThan(11 * 3600);
    await kit.sql`update sessions set expires_at = now() where token_hash = ${session.tokenHash}`;
    expect(await found(token)).toBeNull();
    await sessions.touch(kit.database.sql, session.tokenHash);
    expect(await found(token)).toBeNull();
  });

  it('ends at once when its user is deactivated', async () => {
    const { token, viewer } = await opened();
    await kit.sql`update users set active = false where id = ${viewer.id}`;
    expect(await found(token)).toBeNull();
  });

  it('ends with signing out and is found by its own token only', async () => {
    const { token, session } = await opened();
    expect(await found(`${token}x`)).toBeNull();
    await sessions.close(kit.database.sql, session.tokenHash);
    expect(await found(token)).toBeNull();
  });

  it('reads roles fresh: a role taken away is gone with the next request', async () => {
    const { token, viewer } = await opened();
    await kit.sql`delete from roles_of_users where user_id = ${viewer.id} and role = 'UL'`;
    expect((await found(token))?.viewer.roles).toEqual(['HA']);
  });
});

it('never lets one account be administrator and anything else', async () => {
  await expect(kit.person(['AD', 'QC'])).rejects.toMatchObject({
    constraint_name: 'administrators_hold_no_case_role',
  });
});
