/** Signing in and out in a real browser, with the local issuer. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';

(hasChromium ? describe : describe.skip)('signing in', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  }, 120_000);
  afterAll(() => pages?.stop());

  test('leads back to where it began, lasts over a reload, and ends when wanted', async () => {
    const page = await pages.visit('/item/community-certificate');
    await page.getByRole('link', { name: '开始办理' }).click();
    await page.getByRole('heading', { level: 1, name: '请先登录' }).waitFor();
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: /演示陈/ }).click();
    await page.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();
    // Nothing of the sign-in is left in the address.
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();

    await page.getByRole('link', { name: '退出' }).click();
    await page.getByText('还有 1 份没提交的草稿').waitFor();
    await page.getByRole('button', { name: '退出，并删除草稿' }).click();
    await page.getByRole('button', { name: /退出/ }).first().click();
    await page.waitForURL(`${pages.url}/`);
    await page.goto(`${pages.url}/my`);
    await page.getByRole('heading', { level: 1, name: '请先登录' }).waitFor();
    const left = await page.evaluate(() => JSON.stringify([Object.values(sessionStorage), Object.keys(localStorage)]));
    expect(left).not.toMatch(/eyJ/);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a made-up code is told, and leaves a way on', async () => {
    const page = await pages.visit('/?code=made-up&state=nobody');
    await page.getByRole('heading', { level: 1, name: '登录没有完成' }).waitFor();
    await page.getByRole('link', { name: '回到首页' }).click();
    await page.getByRole('heading', { level: 1, name: '你要办什么' }).waitFor();
    await page.context().close();
  });
});
