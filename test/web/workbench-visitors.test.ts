/** A door and two windows with the numbers of a morning, in real Chromium on the real system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasChromium, oldPc, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';

const context = { viewport: oldPc };

(hasChromium ? describe : describe.skip)('numbers of visitors', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  const here = (page: Page, number: string) =>
    page
      .getByRole('region', { name: /号窗口$/ })
      .getByText(number, { exact: true })
      .waitFor();

  test('taken at the door, priority first, missed, called again, the other window sees it', async () => {
    const page = await pages.visit('/workbench', { as: 'clerk-lin', context });
    await page.getByRole('heading', { level: 1, name: /德民社区/ }).waitFor();
    await page.keyboard.press('q');
    await page.getByRole('heading', { level: 1, name: '叫号' }).waitFor();
    await page.getByText('没有人在等', { exact: true }).waitFor();
    await expectSound(page);
    const slip = page.getByRole('region', { name: '排队号' });
    await page.keyboard.press('o');
    await slip.getByText('B001').waitFor();
    await page.keyboard.press('o');
    await slip.getByText('B002').waitFor();
    await slip.getByText('前面还有 1 人').waitFor();
    await page.keyboard.press('a');
    await slip.getByText('A001').waitFor();
    await slip.getByText('前面还有 0 人').waitFor();
    await expectSound(page);
    await page.keyboard.press('n');
    await here(page, 'A001');
    await page.keyboard.press('m');
    const missed = page.getByRole('region', { name: '过号的' });
    await missed.getByText('A001').waitFor();
    await page.keyboard.press('n');
    await here(page, 'B001');
    await expectSound(page);

    const other = await pages.visit('/workbench/visitors', { as: 'clerk-sun', context });
    await other.getByLabel('本窗口').selectOption('2');
    await other.getByRole('region', { name: '过号的' }).getByRole('button', { name: '重呼' }).click();
    await here(other, 'A001');
    await missed.waitFor({ state: 'detached' });
    await page.keyboard.press('f');
    await page.keyboard.press('n');
    await here(page, 'B002');
    await page.keyboard.press('n');
    await page.getByRole('alert').filter({ hasText: '没有人在等' }).waitFor();
    // The refusal is an error to the browser's console.
    expect([...page.errors, ...other.errors].filter((error) => !error.includes('409'))).toEqual([]);
    await other.context().close();
    await page.context().close();
  });
});
