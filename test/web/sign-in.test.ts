/** Signing in and out in a real browser, with the local issuer. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkCharacter } from '../../domain/id-number.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { axeFindings } from './axe.ts';
import { soon } from '../support/soon.ts';

(hasChromium ? describe : describe.skip)('signing in', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  test('leads back to where it began, lasts over a reload, and ends when wanted', async () => {
    const page = await pages.visit('/item/community-certificate');
    await page.getByRole('link', { name: '开始办理' }).click();
    await page.getByRole('heading', { level: 1, name: '请先登录' }).waitFor();
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: /演示陈/ }).click();
    await page.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();
    // Nothing of the sign-in is left in the address.
    await page.waitForURL(({ search }) => search === '');
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

  test('somebody new registers, is told what is wrong, and gets the code for the counter', async () => {
    const page = await pages.visit('/file/residence-registration', { as: 'web-visitor' });
    await page.getByRole('heading', { level: 1, name: '先登记一下' }).waitFor();
    await page.getByLabel('姓名').fill('演示新');
    await page.getByLabel('身份证号').fill('320613199001010018');
    await page.getByLabel('电话').fill('19900000009');
    await page.getByLabel('街路、门牌、室号').fill('人民路 1 号');
    await page.getByLabel('县（市、区）').selectOption({ label: '崇川区' });
    await page.getByLabel('街道（乡、镇）').selectOption({ label: '城东街道' });
    await page.getByLabel('社区（村）').selectOption({ label: '德民社区' });
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByRole('alert').filter({ hasText: '校验位不符' }).first().waitFor();
    await soon(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe('idNumber'));
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('身份证号').fill(`32061319900101001${checkCharacter('32061319900101001')}`);
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByRole('heading', { level: 1, name: '已登记' }).waitFor();
    expect(await page.locator('.reference').textContent()).toMatch(/^[0-9A-Z]{8}$/);
    expect(await axeFindings(page)).toEqual([]);
    // What harms nobody under a wrong name may be asked at once, the rest after the counter.
    await page.goto(`${pages.url}/file/residence-permit`);
    await page.getByRole('heading', { level: 1, name: '这件事要先核验身份' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${pages.url}/file/policy-consultation`);
    await page.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();
    // The refusals of the service are errors to the browser's console.
    expect(page.errors.filter((error) => !error.includes('422'))).toEqual([]);
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
