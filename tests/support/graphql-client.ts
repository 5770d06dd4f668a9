import { createClient } from 'graphql-sse';

type Variables = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: a test names only the fields it looks at
type Answer = any;

/** What the API refused, with the code and details a program looks at. */
export class GraphqlRefusal extends Error {
  constructor(
    message: string,
    readonly code: string,
    override readonly name: string,
    readonly details: unknown,
    readonly status: number,
  ) {
    super(`${code}: ${message}`);
  }
}

/** One person's session. Every call throws GraphqlRefusal when the API answers with an error. */
export interface GraphqlClient {
  query<T = Answer>(document: string, variables?: Variables): Promise<T>;
  mutate<T = Answer>(document: string, variables?: Variables): Promise<T>;
  /** Opens a stream; `close` it: a test leaves nothing open. */
  subscribe<T = Answer>(document: string, variables?: Variables): Subscription<T>;
  /** Headers of the session, for REST routes: cookie and x-csrf-token. */
  headers: Record<string, string>;
}

export interface Subscription<T> {
  /** Everything that came so far. */
  events: T[];
  /** Resolves when the stream is open on the server's side. */
  open: Promise<void>;
  close(): void;
}

/** Signs in over HTTP as the page does. */
export async function signIn(url: string, login: string, password: string): Promise<GraphqlClient> {
  const document =
    'mutation SignIn($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';
  const { data, cookies } = await post<{ login: { csrfToken: string } }>(url, {}, document, { login, password });
  return clientWith(url, {
    cookie: cookies.map((each) => each.split(';')[0]).join('; '),
    'x-csrf-token': data.login.csrfToken,
  });
}

/** Nobody's session: citizens. */
export function anonymous(url: string): GraphqlClient {
  return clientWith(url, {});
}

function clientWith(url: string, headers: Record<string, string>): GraphqlClient {
  const call = async <T>(document: string, variables?: Variables) =>
    (await post<T>(url, headers, document, variables)).data;
  return {
    headers,
    query: call,
    mutate: call,
    subscribe: (document, variables) => subscribe(url, headers, document, variables),
  };
}

async function post<T>(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: Variables = {},
): Promise<{ data: T; cookies: string[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  let body: {
    /** Beside GraphQL, e.g. RATE_LIMITED. */
    code?: string;
    message?: string;
    data?: T;
    errors?: { message: string; extensions?: { code?: string; name?: string; details?: unknown } }[];
  };
  try {
    body = JSON.parse(text);
  } catch {
    throw new GraphqlRefusal(text.slice(0, 200), 'NO_JSON', '', undefined, response.status);
  }
  const [error] = body.errors ?? [];
  if (error)
    throw new GraphqlRefusal(
      error.message,
      error.extensions?.code ?? '',
      error.extensions?.name ?? '',
      error.extensions?.details,
      response.status,
    );
  if (!response.ok)
    throw new GraphqlRefusal(body.message ?? text.slice(0, 200), body.code ?? '', '', undefined, response.status);
  return { data: body.data as T, cookies: response.headers.getSetCookie() };
}

function subscribe<T>(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: Variables = {},
): Subscription<T> {
  const events: T[] = [];
  let opened: () => void = () => {};
  let refused: (error: unknown) => void = () => {};
  const open = new Promise<void>((resolve, reject) => {
    opened = resolve;
    refused = reject;
  });
  // Nobody has to look at `open`.
  open.catch(() => {});
  const client = createClient({
    url: `${url}/graphql/stream`,
    headers,
    retryAttempts: 0,
    on: { connected: () => opened() },
  });
  const unsubscribe = client.subscribe<T>(
    { query, variables },
    {
      next: (result) => {
        if (result.data) events.push(result.data as T);
      },
      error: refused,
      complete: () => {},
    },
  );
  return {
    events,
    open,
    close: () => {
      unsubscribe();
      client.dispose();
    },
  };
}
