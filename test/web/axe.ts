/** WCAG 2.1 AA, as far as a machine can tell. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it stands: rule and place of each. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  // Evaluated by the tools of the browser, which the pages' policy does not bind.
  await page.evaluate(source);
  const results = await page.evaluate<AxeResults>(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })',
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

/** Does anything stick out of the page sideways, so that it would have to be pushed to be read? */
export const sticksOut = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Accessible, and nothing sticks out; what does not hold is shown with the address of the page. */
export const expectSound = async (page: Page): Promise<void> => {
  expect({ at: page.url(), found: await axeFindings(page), out: await sticksOut(page) }).toEqual({
    at: page.url(),
    found: [],
    out: false,
  });
};
