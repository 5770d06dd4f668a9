import type { Browser, Page } from 'playwright-core';
import { openVisitor, type Visitor } from '../../support/browser.js';
import type { TestSystem } from '../../support/system.js';

export const WIDE = { width: 1440, height: 960 };
/** The narrowest phone that everything must fit. */
export const PHONE = { width: 390, height: 844 };

/** Long enough for a slow machine, short enough that a missing word is told before the test's own time is over. */
const PATIENCE_MS = 30_000;

const LOGIN =
  'mutation SignIn($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';

/** Somebody without an account. */
export async function openAnonymous(browser: Browser, system: TestSystem, viewport = WIDE): Promise<Visitor> {
  const visitor = await openVisitor(browser, system.url, viewport);
  visitor.context.setDefaultTimeout(PATIENCE_MS);
  return visitor;
}

/** Somebody of the staff, signed in by typing into the sign-in page, at the page their day starts with. */
export async function signInByHand(browser: Browser, system: TestSystem, login: string): Promise<Visitor> {
  const visitor = await openAnonymous(browser, system, WIDE);
  await visitor.page.goto('/sign-in');
  await typeCredentials(visitor.page, login, system.demoPassword);
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in');
  return visitor;
}

export async function typeCredentials(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Somebody of the staff with a session, at `path`: for tests that are about something else than signing in. */
export async function openAs(
  browser: Browser,
  system: TestSystem,
  login: string,
  path: string,
  viewport = WIDE,
): Promise<Visitor> {
  const visitor = await openAnonymous(browser, system, viewport);
  const answer = await visitor.context.request.post('/graphql', {
    data: { query: LOGIN, variables: { login, password: system.demoPassword } },
  });
  const { errors } = (await answer.json()) as { errors?: unknown };
  if (errors) throw new Error(`${login} cannot sign in: ${JSON.stringify(errors)}`);
  await visitor.page.goto(path);
  return visitor;
}

/** Address of the reader's work list narrowed to one case. */
export function listOf(number: string, scope = ''): string {
  return `/tasks?${new URLSearchParams({ ...(scope ? { scope } : {}), q: number })}`;
}

/** Adds to a failure what was being done and what the page said then. */
export async function toldWithPage<T>(page: Page, what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const said = await page.locator('body').innerText();
    throw new Error(`${what}: ${(error as Error).message}\nThe page ${page.url()} said:\n${said}`, { cause: error });
  }
}
