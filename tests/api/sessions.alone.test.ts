import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { type GraphqlClient, GraphqlRefusal, signIn } from '../support/graphql-client.js';
import { sharedSystem, type TestSystem } from '../support/system.js';

const LOGIN =
  'mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';
/** What anybody may ask without a session. */
const PUBLIC = [
  'me',
  'demoAccounts',
  'demoPassword',
  'caseProgress',
  'categories',
  'areas',
  'calendar',
  'officeHours',
  'serverNow',
];
const PUBLIC_MUTATIONS = ['login', 'logout', 'reportCase', 'urgeByCitizen', 'supplementByCitizen', 'withdrawByCitizen'];

let system: TestSystem;
let sql: postgres.Sql;

beforeAll(async () => {
  system = await sharedSystem();
  sql = postgres(system.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(() => sql?.end());

function post(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}

/** An account nobody else signs in with: its wrong passwords are counted here alone. */
const wrongPassword = (login: string) =>
  signIn(system.url, login, 'not the password').then(
    () => {
      throw new Error(`${login} was let in`);
    },
    (error: GraphqlRefusal) => error,
  );

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await post(LOGIN, { login: 'huawu3', password: system.demoPassword });
    const [cookie, ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^yousu_session=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).toMatch(/; Path=\//i);
    const { data } = (await response.json()) as { data: { login: { csrfToken: string } } };
    expect(data.login.csrfToken.length).toBeGreaterThanOrEqual(24);
  });

  it('keeps only a hash of the token', async () => {
    const client = await signIn(system.url, 'huawu3', system.demoPassword);
    const token = client.headers.cookie?.split('=')[1] ?? '';
    const [row] = await sql`
      select bool_or(token_hash = sha256(convert_to(${token}, 'UTF8'))) as hashed,
        bool_or(token_hash = convert_to(${token}, 'UTF8')) as plain
      from sessions`;
    expect(row).toEqual({ hashed: true, plain: false });
  });

  it('does not tell a wrong password from an unknown account', async () => {
    const [wrong, unknown] = [await wrongPassword('zgh.ul'), await wrongPassword(`nobody-${randomUUID()}`)];
    expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED', name: 'LoginRefused' });
    expect({ ...unknown, message: unknown.message }).toEqual({ ...wrong, message: wrong.message });
  });

  it('is refused after eight wrong passwords, with the right one too, and for no other account', async () => {
    const answers: string[] = [];
    for (let tries = 0; tries < 9; tries += 1) answers.push((await wrongPassword('fl.ul')).code);
    expect(answers).toEqual([...Array(8).fill('UNAUTHENTICATED'), 'RATE_LIMITED']);
    await expect(signIn(system.url, 'fl.ul', system.demoPassword)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      name: 'TooManyLogins',
      details: { retryInMinutes: 10 },
    });
    await signIn(system.url, 'fl.ha', system.demoPassword);
    await sql`delete from login_attempts`;
  });
});

describe('a session', () => {
  const SAVE = 'mutation { savePreferences(preferences: { language: "zh" }) { csrfToken } }';
  let client: GraphqlClient;

  beforeEach(async () => {
    client = await signIn(system.url, 'huawu3', system.demoPassword);
  });

  it('changes nothing without its x-csrf-token, or with a wrong one', async () => {
    const { cookie = '', 'x-csrf-token': token = '' } = client.headers;
    const wrong = token.replace(/./, (first) => (first === 'A' ? 'B' : 'A'));
    const attempts: Record<string, string>[] = [{ cookie }, { cookie, 'x-csrf-token': wrong }];
    for (const headers of attempts) {
      const body = (await (await post(SAVE, {}, headers)).json()) as { errors: { extensions: object }[] };
      expect(body.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', name: 'CsrfTokenMissing' });
    }
    expect(await client.mutate(SAVE)).toBeTruthy();
  });

  it('cannot be made to change anything by a link or a form of another site', async () => {
    const { cookie = '' } = client.headers;
    const query = encodeURIComponent('mutation { logout }');
    const link = await fetch(`${system.url}/graphql?query=${query}`, { headers: { cookie } });
    expect(link.status).toBeGreaterThanOrEqual(400);
    const form = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: JSON.stringify({ query: SAVE }),
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    expect((await client.query('{ me { user { login } } }')).me.user.login).toBe('huawu3');
  });

  it('changes nothing through the stream of live changes', async () => {
    const { cookie = '' } = client.headers;
    for (const accept of ['text/event-stream', 'application/json']) {
      const response = await fetch(`${system.url}/graphql/stream`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: 'mutation { savePreferences(preferences: { stolen: true }) { csrfToken } }' }),
      });
      await response.text();
    }
    const { preferences } = (await client.query('{ me { preferences } }')).me;
    expect(preferences).not.toHaveProperty('stolen');
  });

  it('ends at logout, wherever its cookie was copied to', async () => {
    expect(await client.query('{ taskCounts { mine } }')).toBeTruthy();
    expect(await client.mutate('mutation { logout }')).toEqual({ logout: true });
    await expect(client.query('{ taskCounts { mine } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await client.query('{ me { csrfToken } }')).toEqual({ me: null });
  });

  it('ends when its time is over, and when the account is closed', async () => {
    await sql`update sessions set expires_at = now() - interval '1 second' where user_id = (select id from users where login = 'huawu3')`;
    await expect(client.query('{ taskCounts { mine } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const again = await signIn(system.url, 'huawu3', system.demoPassword);
    await sql`update users set active = false where login = 'huawu3'`;
    try {
      await expect(again.query('{ taskCounts { mine } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(signIn(system.url, 'huawu3', system.demoPassword)).rejects.toMatchObject({ name: 'LoginRefused' });
    } finally {
      await sql`update users set active = true where login = 'huawu3'`;
      await sql`delete from login_attempts`;
    }
  });
});

const REGISTER_INPUTS: Record<string, object> = {
  UserInput: { login: 'nobody', name: '谁', roles: [] },
  UnitInput: { code: 'NO', name: '谁', shortName: '谁', kind: 'TOWN', officeClass: 'OFFICE', canLead: false },
  TeamInput: { code: 'NO', name: '谁' },
  CategoryInput: { code: '99', name: '谁' },
  AreaInput: { code: '99', name: '谁', kind: 'TOWN' },
};

describe('without a session', () => {
  interface TypeRef {
    kind: string;
    name: string | null;
    ofType: TypeRef | null;
    enumValues?: { name: string }[] | null;
  }
  interface Field {
    name: string;
    type: TypeRef;
    args: { name: string; type: TypeRef }[];
  }
  const TYPE =
    'type { kind name enumValues { name } ofType { kind name enumValues { name } ofType { kind name ofType { kind name } } } }';

  const fieldsOf = async (root: 'queryType' | 'mutationType'): Promise<Field[]> => {
    const response = await post(`{ __schema { ${root} { fields { name ${TYPE} args { name ${TYPE} } } } } }`);
    const { data } = (await response.json()) as { data: { __schema: Record<string, { fields: Field[] }> } };
    return data.__schema[root]?.fields ?? [];
  };

  const nullable = (type: TypeRef): TypeRef => (type.kind === 'NON_NULL' && type.ofType ? type.ofType : type);
  const innermost = (type: TypeRef): TypeRef => (type.ofType ? innermost(type.ofType) : type);

  /** A value the argument's type accepts, so that the question reaches whoever decides. */
  const sample = (type: TypeRef): unknown => {
    const bare = nullable(type);
    if (bare.kind === 'LIST') return [];
    if (bare.name === 'Int') return 2026;
    if (bare.name === 'ID') return randomUUID();
    if (bare.name === 'JSON') return {};
    if (bare.name === 'ReceiveCaseInput')
      return {
        idempotencyKey: randomUUID(),
        type: 'HELP',
        channel: 'PHONE',
        text: '谁也不能受理',
        requester: { kind: 'ANONYMOUS' },
      };
    if (bare.kind === 'ENUM') return bare.enumValues?.[0]?.name;
    if (bare.name === 'Boolean') return false;
    if (bare.name && bare.name in REGISTER_INPUTS) return REGISTER_INPUTS[bare.name];
    if (bare.name === 'OpenSupervisionInput') return { caseId: randomUUID(), level: 1, reason: '谁也不能督办' };
    if (bare.name === 'PlanMigrationInput') return { processId: 'case-void', version: 1 };
    if (bare.name === 'EffectedProcess') return { releaseId: randomUUID(), processId: 'case-void' };
    if (bare.name === 'FirstContactInput')
      return { caseId: randomUUID(), way: 'PHONE', outcome: 'REACHED', proof: 'TH-1' };
    return '试验';
  };

  const documentOf = (kind: 'query' | 'mutation', { name, type, args }: Field) => {
    const needed = args.filter((arg) => arg.type.kind === 'NON_NULL');
    const typeName = (arg: TypeRef): string =>
      arg.kind === 'NON_NULL'
        ? `${typeName(arg.ofType as TypeRef)}!`
        : arg.kind === 'LIST'
          ? `[${typeName(arg.ofType as TypeRef)}]`
          : String(arg.name);
    const declared = needed.map((arg) => `$${arg.name}: ${typeName(arg.type)}`).join(', ');
    const passed = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const selection = ['SCALAR', 'ENUM'].includes(innermost(type).kind) ? '' : ' { __typename }';
    return {
      query: `${kind}${declared && `(${declared})`} { ${name}${passed && `(${passed})`}${selection} }`,
      variables: Object.fromEntries(needed.map((arg) => [arg.name, sample(arg.type)])),
    };
  };

  it.each([
    ['query', 'queryType', PUBLIC],
    ['mutation', 'mutationType', PUBLIC_MUTATIONS],
  ] as const)('every %s is refused that is not for everybody', async (kind, root, open) => {
    const fields = await fieldsOf(root);
    expect(fields.length).toBeGreaterThan(15);
    const answers: Record<string, string> = {};
    for (const field of fields.filter(({ name }) => !(open as readonly string[]).includes(name))) {
      const { query, variables } = documentOf(kind, field);
      const body = (await (await post(query, variables)).json()) as {
        errors?: { message: string; extensions?: { code: string } }[];
      };
      answers[field.name] = body.errors?.[0]?.extensions?.code ?? 'ANSWERED';
    }
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((name) => [name, 'UNAUTHENTICATED'])));
  });
});
