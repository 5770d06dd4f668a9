const RETRIES = 8;
const PASSING = ['UNREACHABLE', 'UNAVAILABLE', 'RATE_LIMITED', 'UNAUTHENTICATED'];

const LOGIN = `mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }`;

class ApiError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** GraphQL as different people: each signs in once, at first need. */
export class Api {
  sessions = new Map();

  /** @param {string} baseUrl @param {string} password of all demo accounts */
  constructor(baseUrl, password) {
    this.url = new URL('/graphql', baseUrl);
    this.password = password;
  }

  /** @param {string} login @param {string} query @param {object} [variables] @throws ApiError */
  async call(login, query, variables = {}) {
    const session = this.sessions.get(login) ?? this.signIn(login);
    this.sessions.set(login, session);
    const forget = () => this.sessions.get(login) === session && this.sessions.delete(login);
    session.catch(forget);
    try {
      return (await this.post(query, variables, await session)).data;
    } catch (error) {
      if (error.code === 'UNAUTHENTICATED') forget();
      throw error;
    }
  }

  async signIn(login) {
    const { data, cookies } = await this.post(LOGIN, { login, password: this.password }, {});
    return { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '), 'x-csrf-token': data.login.csrfToken };
  }

  async post(query, variables, headers) {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    }).catch((cause) => {
      throw new ApiError(`${this.url.origin} does not answer (${cause.cause?.code ?? cause.message}).`, 'UNREACHABLE');
    });
    const body = await response.json().catch(() => null);
    const problem = body?.errors?.[0];
    if (problem) {
      const { code, details } = problem.extensions ?? {};
      throw new ApiError(`${problem.message}${details ? ` ${JSON.stringify(details)}` : ''}`, code ?? 'INTERNAL');
    }
    if (!response.ok || !body?.data)
      throw new ApiError(`${this.url.origin} answered ${response.status}.`, 'UNAVAILABLE');
    return { data: body.data, cookies: response.headers.getSetCookie() };
  }
}

/**
 * Repeats what failed for a reason that passes: a restart, a busy engine. With `onConflict`, a conflict is told there
 * and answered with nothing: the case is read again and shows what is left to do.
 */
export async function insist(act, onConflict) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (onConflict && error.code === 'CONFLICT') return onConflict(error) && undefined;
      if (!(error instanceof ApiError) || !PASSING.includes(error.code) || attempt === RETRIES) throw error;
      await sleep(Math.min(250 * 2 ** attempt, 5000));
    }
  }
}

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @template T @param {readonly T[]} values @param {number} lanes so many at once
 * @param {(value: T) => Promise<void>} work
 */
export async function inLanes(values, lanes, work) {
  const waiting = [...values];
  const lane = async () => {
    for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) await work(value);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, values.length) }, lane));
}
