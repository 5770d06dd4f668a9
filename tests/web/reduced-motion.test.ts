import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAnonymous, openAs, PHONE } from './support/people.js';

let system: TestSystem;
let browser: Browser;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('who wants no motion', () => {
  it('sees a drop-down list open below its field', async () => {
    const { page, context, errors } = await openAnonymous(browser, system, PHONE);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/report');
    await page.getByRole('combobox', { name: '您想要' }).click();
    await page.getByTitle('咨询：我想问清楚', { exact: true }).click();
    await page.getByText('咨询：我想问清楚', { exact: true }).filter({ visible: true }).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('sees the notices under the bell in the window of a phone, and closes them again', async () => {
    const { page, context, errors } = await openAs(browser, system, 'duban2', '/deadlines', PHONE);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    const bell = page.getByRole('button', { name: /通知/ });
    await bell.click();
    const notices = page.getByRole('dialog', { name: /通知/ });
    await notices.waitFor();
    const box = await notices.boundingBox();
    expect(Math.min(box?.x ?? -1, box?.y ?? -1)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Escape');
    await notices.waitFor({ state: 'hidden' });
    expect(errors).toEqual([]);
    await context.close();
  });
});
