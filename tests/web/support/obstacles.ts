import axe, { type Result } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds that keeps somebody from using the page (serious or critical): which rule, where, and why. Contrast, which takes
 * half of its time, is measured by paleTexts, in both themes and for hints in fields too.
 */
export async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return (await axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }))
      .violations as Result[];
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}
