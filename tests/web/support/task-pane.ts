import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../support/wait-for.js';

/** The row of a case at a step, by the step's name as the list shows it. */
export function rowOf(page: Page, number: string, step: string): Locator {
  return page
    .getByRole('option')
    .filter({ hasText: number })
    .filter({ has: page.getByText(step, { exact: true }) });
}

/**
 * Waits until the task stands on the open list, without reloading the page: it is there, or the line "1 条新任务" comes by
 * itself and is followed.
 */
export async function seeTask(page: Page, number: string, step: string, timeout = 30_000): Promise<Locator> {
  const row = rowOf(page, number, step);
  const news = page.getByRole('button', { name: /条新任务，点此显示$/ });
  await waitFor(
    async () => {
      if (await row.isVisible()) return true;
      if (await news.isVisible()) await news.click();
      return false;
    },
    `"${step}" of ${number} arrives on the list`,
    timeout,
  );
  return row;
}

/** Moves the list's cursor to the row with `j` and `k`. */
export async function moveTo(page: Page, row: Locator): Promise<void> {
  const list = page.getByRole('listbox', { name: '任务列表' });
  const wanted = { id: await row.getAttribute('id'), place: Number(await row.getAttribute('aria-posinset')) };
  await waitFor(async () => {
    const id = await list.getAttribute('aria-activedescendant');
    if (id === wanted.id) return true;
    const place = id ? Number(await page.locator(`[id="${id}"]`).getAttribute('aria-posinset')) : 0;
    await page.keyboard.press(place < wanted.place ? 'j' : 'k');
    return false;
  }, 'the cursor stands on the row');
}

/** Claims by the keys j and c, opens by Enter. @returns the pane with the form */
export async function claimByKeys(page: Page, row: Locator): Promise<Locator> {
  await moveTo(page, row);
  await page.keyboard.press('c');
  await row.getByText('我', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  return formOf(page);
}

/** The open task beside the list, once its form is there. */
export async function formOf(page: Page): Promise<Locator> {
  const pane = page.getByRole('complementary', { name: '任务', exact: true });
  await pane.getByRole('heading', { name: '办理', exact: true, level: 3 }).waitFor();
  return pane;
}

/** A text field by the beginning of its label ("选填" may follow). */
export async function write(pane: Locator, label: string, text: string): Promise<void> {
  await pane.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(text);
}

export async function choose(pane: Locator, label: string, option: string): Promise<void> {
  const group = pane.getByRole('radiogroup', { name: new RegExp(`^${label}`) });
  await group.getByRole('radio', { name: option, exact: true }).check();
}

export async function tick(pane: Locator, ...labels: string[]): Promise<void> {
  for (const name of labels) await pane.getByRole('checkbox', { name, exact: true }).check();
}

/** Chooses from a drop-down list; with `typed` by searching (pinyin initials, part of a name). */
export async function pick(pane: Locator, label: string, option: string, typed?: string): Promise<void> {
  const field = pane.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await field.click();
  if (typed) await field.fill(typed);
  // The list hangs below the page's body; its options carry the words as title.
  await pane
    .page()
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByTitle(option, { exact: true })
    .click();
}

/** Sends the form and sees that it was taken; the engine may be so quick that the next step is told at once. */
export async function submit(pane: Locator, verb: string): Promise<void> {
  await pane.getByRole('button', { name: verb, exact: true }).click();
  await pane
    .getByRole('status')
    .filter({ hasText: /已提交，流程处理中|流程已走到下一步/ })
    .waitFor();
}
