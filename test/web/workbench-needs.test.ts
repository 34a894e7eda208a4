/** An afternoon of calls and visits at a station, in real Chromium on the real system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { client } from '../journey/client.ts';
import { hasChromium, oldPc, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const context = { viewport: oldPc };
const shots = process.env['SHOTS'];

(hasChromium ? describe : describe.skip)('needs and coverage', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  test('the list by keyboard, a call in vain, a need on a visit, a request for it; she is off the list', async () => {
    const page = await pages.visit('/workbench', { as: 'clerk-lin', context });
    const shot = async (name: string) => shots && page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    await page.getByRole('heading', { level: 1, name: /德民社区/ }).waitFor();
    await page.keyboard.press('w');
    await page.getByRole('heading', { level: 1, name: /^走访关爱/ }).waitFor();
    await page.getByRole('row').nth(3).waitFor();
    const rows = await page.getByRole('row').count();
    expect(await page.getByRole('main').innerText()).not.toContain('演示沈');
    await expectSound(page);
    await shot('needs-list');

    // The third of them, by keyboard.
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: '联系记录' }).waitFor();
    const form = page.getByRole('form', { name: '登记', exact: true });
    // Nothing is filled in for anybody: the outcome has to be said.
    await form.getByRole('button', { name: /保存/ }).click();
    await form.getByRole('alert').filter({ hasText: '请填写' }).waitFor();
    await form.getByLabel('无人应答').check();
    await form.getByLabel('说明').fill('响了很久');
    await page.reload();
    await soon(async () => expect(await form.getByLabel('说明').inputValue()).toBe('响了很久'));
    await page.keyboard.press('Control+Enter');
    await form.getByLabel('说明').press('Control+Enter');
    await page.getByText('无人应答：电话 1 次，上门 0 次').waitFor();
    await expectSound(page);

    await form.getByLabel('发现的需求').check();
    await form.getByLabel('上门').check();
    await form.getByLabel('助餐').check();
    await form.getByLabel('说明（必填）').fill('中午没人做饭');
    await form.getByRole('button', { name: /保存/ }).click();
    await page.getByText('本季度已联系', { exact: true }).waitFor();
    const needs = page.getByRole('region', { name: '待办需求' });
    await needs.getByText('助餐').waitFor();
    await expectSound(page);
    await shot('needs-person');

    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: /^走访关爱/ }).waitFor();
    await soon(async () => expect(await page.getByRole('row').count()).toBe(rows - 1));
    await page.keyboard.press('2');
    await page.getByRole('row').filter({ hasText: '助餐' }).getByRole('link').click();
    await needs.getByRole('link', { name: '为此提交申请' }).click();
    // Who it is for is known: the matter is asked at once.
    await page.getByRole('heading', { level: 2, name: /^2/ }).waitFor();
    await page.waitForURL(/need=/);
    await page.context().close();
  });

  test('a list to take along: chosen by x, made for a reason, told to each', async () => {
    const page = await pages.visit('/workbench/needs', { as: 'clerk-lin', context });
    await page.getByRole('row').nth(2).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '打印走访单（2 人）' }).click();
    await page.getByRole('textbox', { name: /走访事由/ }).fill('周三下午走访');
    await page.getByRole('button', { name: /生成走访单/ }).click();
    await page
      .getByRole('cell', { name: /演示路\d号/ })
      .first()
      .waitFor();
    await soon(async () => expect(await page.getByRole('row').count()).toBe(3));
    await expectSound(page);
    if (shots) await page.screenshot({ path: `${shots}/needs-print.png`, fullPage: true });
    await page.context().close();
  });

  test('put into a group and taken out; a colleague who was quicker is noticed, and nothing typed is lost', async () => {
    const page = await pages.visit('/workbench/needs/resident-chen', { as: 'clerk-lin', context });
    await page.getByRole('button', { name: '列入群体' }).click();
    const add = page.getByRole('form', { name: '列入群体' });
    await add.getByLabel('群体').selectOption({ label: '残疾人' });
    await add.getByLabel('原因').fill('看过证件');
    await expectSound(page);
    const api = client(pages.url);
    const body = { way: 'phone', outcome: 'reached', contactAt: await api.now() };
    const ask = { as: 'clerk-sun', body, ifMatch: 0 };
    expect((await api.call('POST', '/care/resident-chen/contacts', ask)).status).toBe(200);
    await add.getByRole('button', { name: '列入群体' }).click();
    await add.getByRole('alert').filter({ hasText: '同事刚刚更新过' }).waitFor();
    expect(await add.getByLabel('原因').inputValue()).toBe('看过证件');
    // What the colleague did is read first: on that the next try is made.
    await page
      .getByRole('region', { name: '联系记录' })
      .getByText(/已联系到/)
      .waitFor();
    await add.getByRole('button', { name: '列入群体' }).click();
    const groups = page.getByRole('region', { name: '特殊困难群体' });
    await groups.getByRole('button', { name: '移出 残疾人' }).click();
    await page.getByRole('textbox', { name: '移出原因' }).fill('证件过期');
    await page.getByRole('form', { name: '移出原因' }).getByRole('button', { name: '移出' }).click();
    await groups.getByText('不在册').waitFor();
    expect(page.errors.filter((error) => !error.includes('412'))).toEqual([]);
    await page.context().close();
  });
});
