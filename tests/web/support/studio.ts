import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../support/wait-for.js';

/** The drawing of the open editor. */
export const drawing = (page: Page): Locator => page.getByRole('region', { name: '流程图' });

/** What the selected step is. */
export const stepPanel = (page: Page): Locator => page.getByRole('complementary', { name: '这一步' });

/** From the page of a model into its editor. */
export async function draw(page: Page, kind: string, modelId: string): Promise<void> {
  await page.goto(`/models/${kind}/${modelId}`);
  await page.getByRole('button', { name: /^(edit )?(修改|接着画)$/ }).click();
  await page.waitForURL(/\/studio\//);
}

/** Selects an element by a click on it; a second click would take the selection away. */
export async function select(page: Page, id: string): Promise<void> {
  const selected = drawing(page).locator(`.selected[data-element-id="${id}"]`);
  if ((await selected.count()) > 0) return;
  await drawing(page).locator(`[data-element-id="${id}"] > .djs-hit`).first().click();
  await selected.waitFor();
}

/** Gives an element another name in the panel beside the drawing. */
export async function rename(page: Page, id: string, name: string): Promise<void> {
  await select(page, id);
  const field = stepPanel(page).getByRole('textbox', { name: '名称' });
  await field.fill(name);
  await field.press('Tab');
  await drawing(page).getByText(name).waitFor();
}

/** The middle of an element on the screen. */
async function middle(page: Page, id: string): Promise<{ x: number; y: number }> {
  const box = await drawing(page).locator(`[data-element-id="${id}"] > .djs-hit`).first().boundingBox();
  if (!box) throw new Error(`${id} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function moveRight(page: Page, id: string, by: number): Promise<void> {
  const from = await middle(page, id);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const part of [0.25, 0.5, 0.75, 1]) await page.mouse.move(from.x + by * part, from.y);
  await page.mouse.up();
}

/** Creates an element by its name from the list of all elements, and puts it onto a flow: between two steps. */
export async function insertOn(page: Page, flow: string, element: string): Promise<void> {
  await drawing(page).getByLabel('新建元素').click();
  await page.locator('.djs-popup-search input').fill(element);
  // The library looks at what is typed when a key goes up.
  await page.keyboard.press('End');
  await page.locator('.djs-popup .entry').filter({ hasText: element }).first().click();
  const { x, y } = await middle(page, flow);
  await page.mouse.move(x - 10, y);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

/** Waits until what was drawn last is kept by the server. */
export async function saved(page: Page): Promise<void> {
  const line = page.getByTestId('saving');
  await waitFor(async () => /^已保存/.test((await line.textContent()) ?? ''), 'the draft is saved');
}
