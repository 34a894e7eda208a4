/** What everybody sees without signing in, in real Chromium on the real system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { desktop, hasChromium, type Pages, startPages } from '../support/pages.ts';
import { axeFindings, sticksOut } from './axe.ts';
import { soon } from '../support/soon.ts';

(hasChromium ? describe : describe.skip)('public pages', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  test('a matter is found by everyday words and opened, with the keyboard alone', async () => {
    const page = await pages.visit('/');
    await page.getByRole('heading', { level: 1, name: '你要办什么' }).waitFor();
    await page.getByRole('searchbox', { name: '搜索要办的事' }).focus();
    await page.keyboard.type('孩子上户口');
    await page.getByRole('status').filter({ hasText: '找到' }).waitFor();
    await page.waitForURL(({ searchParams }) => searchParams.get('q') === '孩子上户口');
    // Past the button that clears, to the first result.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: '出生登记(新生儿落户)' });
    await heading.waitFor();
    // Who cannot see the page change hears the new heading.
    await soon(async () => expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true));
    await soon(async () => expect(await page.title()).toBe('出生登记(新生儿落户) · 一站'));
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('pinyin finds, the department filters, what was looked at last is offered', async () => {
    const page = await pages.visit('/?q=jzz');
    await page.getByRole('link', { name: /居住证申领/ }).click();
    await page.getByRole('heading', { level: 1, name: '居住证申领' }).waitFor();
    await page.getByRole('link', { name: '你要办什么' }).first().click();
    await page
      .getByRole('region', { name: '最近看过' })
      .getByRole('link', { name: /居住证申领/ })
      .waitFor();
    await page.getByRole('link', { name: /^医保/ }).click();
    await page.getByRole('heading', { level: 1, name: '医保的事项' }).waitFor();
    await soon(async () => expect(await page.getByRole('main').getByRole('listitem').count()).toBe(4));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '你要办什么' }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('nothing found leaves a way on', async () => {
    const page = await pages.visit('/?q=龘靐齉');
    await page.getByRole('link', { name: '问一件事' }).click();
    await page.getByRole('heading', { level: 1, name: '政策咨询' }).waitFor();
    await page.context().close();
  });

  test('English, and large type, stay after a reload', async () => {
    const page = await pages.visit('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'What do you need?' }).waitFor();
    await page.getByRole('button', { name: 'Large' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'What do you need?' }).waitFor();
    const shown = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['type']]);
    await soon(async () => expect(await shown()).toEqual(['en', 'large']));
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('an address that is none, and an item that is none, leave a way on', async () => {
    for (const path of ['/nowhere', '/item/nothing']) {
      const page = await pages.visit(path);
      await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor();
      await page.getByRole('link', { name: '回到首页' }).click();
      await page.getByRole('heading', { level: 1, name: '你要办什么' }).waitFor();
      await page.context().close();
    }
  });

  test('once visited, it opens without a connection', async () => {
    const page = await pages.visit('/');
    await page.getByRole('link', { name: /^公安/ }).waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await page.getByRole('link', { name: /^公安/ }).waitFor();
    await page.context().setOffline(true);
    await page.goto(`${pages.url}/?q=居住证`);
    await page.getByText('没有网络').waitFor();
    await page.getByRole('link', { name: /居住证申领/ }).waitFor();
    await page.context().close();
  });

  test.each([
    { path: '/', named: 'home' },
    { path: '/?q=居住证', named: 'results' },
    { path: '/?q=龘靐齉', named: 'no results' },
    { path: '/item/lift-addition', named: 'item' },
    { path: '/item/id-card-renewal', named: 'item with a fee' },
    { path: '/nowhere', named: 'no such page' },
  ])('accessible, and nothing sticks out: $named', async ({ path }) => {
    for (const viewport of [{ width: 320, height: 640 }, desktop]) {
      const page = await pages.visit(path, { context: { viewport } });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await axeFindings(page)).toEqual([]);
      expect({ path, sticksOut: await sticksOut(page) }).toEqual({ path, sticksOut: false });
      await page.context().close();
    }
  });
});
