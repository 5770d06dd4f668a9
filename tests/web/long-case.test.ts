import type { Browser } from 'playwright-core';
import { appendEvents } from '../../api/src/features/events/append-event.js';
import { launchBrowser } from '../support/browser.js';
import { findTask, inputOf, story } from '../support/case-work.js';
import { verifyChain } from '../support/event-chain.js';
import { pdfOf, pictureOf } from '../support/sample-files.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { LONG } from './support/every-page.js';
import { openAs, PHONE, toldWithPage } from './support/people.js';
import { overflow } from './support/words.js';

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

describe('a case with long texts, many files and a long history', () => {
  it('is read with the keyboard, keeps its place, and fits a phone', async () => {
    const staff = new Staff(system);
    const agent = await staff.as('huawu3');
    const files = [
      { name: `${'现场照片'.repeat(25)}.pdf`, content: pdfOf('Survey') },
      ...Array.from({ length: 19 }, (_, n) => ({ name: `照片${n + 1}.png`, content: pictureOf(320, 240, n * 13) })),
    ];
    const attachmentIds: string[] = [];
    for (const { name, content } of files) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(content)]), name);
      const answer = await fetch(`${system.url}/attachments`, { method: 'POST', headers: agent.headers, body: form });
      attachmentIds.push(((await answer.json()) as { id: string }).id);
    }
    const told = story({ text: LONG.repeat(12), title: LONG.slice(0, 80) });
    const { receiveCase } = await agent.mutate(
      'mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { case { id number } } }',
      { input: { ...inputOf(told), attachmentIds } },
    );
    const { id, number } = receiveCase.case as { id: string; number: string };
    await findTask(staff, 'zhijian2', number, 'qualityCheck');
    await system.sql.begin((sql) =>
      appendEvents(
        sql,
        Array.from({ length: 300 }, (_, n) => ({
          type: 'case.urged',
          caseId: id,
          actor: { kind: 'CITIZEN' as const },
          body: { count: n + 1 },
          personal: { note: n % 10 === 0 ? LONG : `第${n + 1}回来电` },
          at: new Date(),
        })),
      ),
    );
    expect(await verifyChain(system.sql, `case:${id}`)).toBeGreaterThan(300);

    const { page, context, errors } = await openAs(browser, system, 'zhijian2', `/cases/${number}`);
    await page.getByRole('button', { name: '全文' }).first().click();
    await page.getByRole('button', { name: '收起' }).first().click();

    const picture = page.getByRole('button', { name: '查看 照片1.png' });
    await picture.focus();
    await page.keyboard.press('Enter');
    const viewer = page.getByRole('dialog');
    await viewer.getByText('1 / 19').waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('2 / 19').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    expect(await picture.evaluate((button) => button === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: /^查看 现场照片.*\.pdf$/ }).click();
    // A browser just started may not know its PDF viewer yet, and then says so to the page.
    const frame = viewer.locator('[aria-busy=false] > iframe');
    await toldWithPage(page, 'the PDF opens', () => frame.or(viewer.getByText('不能直接显示 PDF')).waitFor());
    await viewer.getByRole('link', { name: '下载' }).waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '显示全部 20 个附件' }).click();
    await page.getByRole('button', { name: '查看 照片19.png' }).waitFor();

    const history = page.getByRole('region', { name: '经过记事' });
    const lines = history.getByRole('listitem');
    const shown = await lines.count();
    const more = history.getByRole('button', { name: '更早的记录' });
    await more.scrollIntoViewIfNeeded();
    const last = lines.nth(shown - 1);
    const before = await last.boundingBox();
    await more.click();
    await lines.nth(shown + 49).waitFor();
    expect(await last.boundingBox()).toEqual(before);
    await history.getByRole('textbox', { name: '在记事里查找' }).fill('第3回来电');
    await history.getByRole('status').filter({ hasText: '1 条' }).waitFor();
    await history.getByText('第3回来电').waitFor();
    await history.getByRole('button', { name: '清除条件' }).click();
    await lines.nth(300).waitFor();

    await page.setViewportSize(PHONE);
    for (const tab of ['', '?tab=files', '?tab=changes']) {
      if (tab) await page.goto(`/cases/${number}${tab}`);
      await page.waitForFunction(() => !document.querySelector('.ys-skeleton, [aria-busy=true]'));
      expect({ tab, ...(await overflow(page)) }).toEqual({ tab, by: 0, because: [] });
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});
