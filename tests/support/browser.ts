import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium; `npm test` skips tests/web where there is none. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.YOUSU_CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors the page wrote or threw since it was opened: a test ends with `expect(visitor.errors).toEqual([])`. */
  errors: string[];
}

/** A person with a browser of their own (no shared cookies), in Chinese, in Shanghai's time. */
export async function openVisitor(
  browser: Browser,
  baseURL: string,
  viewport = { width: 1440, height: 960 },
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Without a graphics card every frame of an animation is painted by the processor that the tests run on.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}
