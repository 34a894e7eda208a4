/** Staff and deputies in real Chromium: entered, changed by two at once, ended, stood in for. */
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client } from '../journey/client.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSoundEverywhere, openAs, unexpected } from './administration-cases.ts';
import { expectSound } from './axe.ts';
import { station } from './desk-cases.ts';
import { soon } from '../support/soon.ts';

const [district, city] = ['administrator-district', 'administrator'];
const path = `/administration/staff?office=${station}`;

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

(hasChromium ? describe : describe.skip)('staff and deputies', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.url);
  });
  afterAll(() => pages?.stop());

  const boardOf = async (as: string) => (await api.call('GET', `/boards/${station}`, { as })).status;

  test('somebody is entered with what is wrong told at its field, works at once, and is ended at once', async () => {
    const page = await openAs(pages, path, district);
    await page.getByRole('row', { name: /clerk-lin/ }).waitFor();
    await page.getByRole('button', { name: '录入人员' }).click();
    const form = page.getByRole('form', { name: '录入人员' });
    await form.getByLabel('登录账号').fill('clerk-new');
    await form.getByLabel('可办保密件').check();
    await form.getByRole('button', { name: '保存' }).click();
    await soon(async () => expect(await form.getByText('请填写').count()).toBe(2));
    await expectSound(page);
    await form.getByLabel('姓名与岗位（中文）').fill('新站员𠮷');
    await form.getByLabel('姓名与岗位（英文）').fill('New clerk');
    await form.getByRole('button', { name: '保存' }).click();
    // Clearance comes only from who has it: said in plain words, and what was typed stays.
    await form.getByText('保密资格只能由本身具备保密资格的管理员授予').waitFor();
    expect(await form.getByLabel('姓名与岗位（中文）').inputValue()).toBe('新站员𠮷');
    await form.getByLabel('可办保密件').uncheck();
    await page.keyboard.press('Control+Enter');
    await page.getByText('新站员𠮷：已保存').waitFor();
    expect(await boardOf('clerk-new')).toBe(200);
    await page.getByLabel('按姓名或账号筛选').fill('𠮷');
    await page.getByRole('row', { name: /clerk-new/ }).waitFor();
    const people = page.getByRole('row').filter({ has: page.getByRole('cell') });
    await soon(async () => expect(await people.count()).toBe(1));
    await page.getByRole('button', { name: '免职：新站员𠮷' }).click();
    const dialog = page.getByRole('dialog', { name: '免职：新站员𠮷' });
    await expectSound(page);
    await dialog.getByRole('button', { name: '免职' }).click();
    await page.getByText('新站员𠮷：已免职').waitFor();
    await page
      .getByRole('row', { name: /clerk-new/ })
      .getByText('不在岗')
      .waitFor();
    expect(await boardOf('clerk-new')).toBe(403);
    expect(unexpected(page.errors, 403)).toEqual([]);
    await page.context().close();
  });

  test('two administrators change one person: whoever is later sees both values and decides', async () => {
    const one = await openAs(pages, path, district);
    await one.getByRole('button', { name: /^更改：演示站员2/ }).click();
    const form = one.getByRole('form', { name: /^更改：演示站员2/ });
    await form.getByLabel('最后一天').fill('2099-06-30');
    const two = await openAs(pages, path, city);
    await two.getByRole('button', { name: /^更改：演示站员2/ }).click();
    await two.getByRole('form').getByLabel('姓名与岗位（中文）').fill('孙站员，副站长');
    await two.getByRole('form').getByRole('button', { name: '保存' }).click();
    await two.getByText('已保存').waitFor();
    await form.getByRole('button', { name: '保存' }).click();
    const conflict = form.getByRole('alert').filter({ hasText: '别人改过了' });
    await conflict.getByRole('cell', { name: '孙站员，副站长' }).waitFor();
    await conflict.getByRole('cell', { name: '2099-06-30' }).waitFor();
    await expectSound(one);
    await conflict.getByRole('button', { name: '用现在的值' }).click();
    await soon(async () => expect(await form.getByLabel('姓名与岗位（中文）').inputValue()).toBe('孙站员，副站长'));
    await form.getByLabel('最后一天').fill('2099-06-30');
    await form.getByRole('button', { name: '保存' }).click();
    await one.getByText('孙站员，副站长：已保存').waitFor();
    expect([...unexpected(one.errors, 412), ...two.errors]).toEqual([]);
    await one.context().close();
    await two.context().close();
  });

  test('a deputy for a while, ended at once; nobody changes what they may do themselves', async () => {
    const page = await openAs(pages, path, district);
    await page.getByRole('button', { name: /^代理：演示站员1/ }).click();
    const form = page.getByRole('form', { name: /^谁代理：演示站员1/ });
    await form.getByLabel('代理人').selectOption('clerk-sun');
    await form.getByLabel('最后一天').fill('2020-01-01');
    await form.getByRole('button', { name: '登记代理' }).click();
    await form.getByText('终止日早于起始日').waitFor();
    await form.getByLabel('最后一天').fill('2099-01-31');
    await expectSound(page);
    await form.getByRole('button', { name: '登记代理' }).click();
    await page.getByText('已登记代理').waitFor();
    const row = page.getByRole('row', { name: /clerk-sun/ });
    await row.getByText(/代理 演示站员1/).waitFor();
    const { body } = await api.get<{ standsInFor: { personId: string }[] }>('/me', 'clerk-sun');
    expect(body.standsInFor.map(({ personId }) => personId)).toEqual(['clerk-lin']);
    await row.getByRole('button', { name: '结束代理' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束代理' }).click();
    await page.getByText('代理已结束').waitFor();
    await page.goto(`${pages.url}/administration/staff`);
    // Of the other one there is something to do.
    await page
      .getByRole('row', { name: /supervisor-district/ })
      .getByRole('button')
      .first()
      .waitFor();
    expect(
      await page
        .getByRole('row', { name: /administrator-district/ })
        .getByRole('button')
        .count(),
    ).toBe(0);
    // Found by account; who works elsewhere is nobody here.
    await page.getByLabel('按账号找人').check();
    await page.getByLabel('登录账号').fill('clerk-lin');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('row', { name: /clerk-lin/ }).waitFor();
    await page.getByLabel('登录账号').fill('supervisor-city');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('这里没有人员').waitFor();
    expect(unexpected(page.errors, 422)).toEqual([]);
    await page.context().close();
  });

  test('many from a file: tried line by line, put right, entered; the exported list is read again', async () => {
    const page = await openAs(pages, path, district);
    await page.getByRole('button', { name: '批量录入' }).click();
    const panel = page.getByRole('region', { name: '从文件批量录入' });
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: '下载模板' }).click(),
    ]);
    const heading = (await textOf(template)).split('\r\n')[0] ?? '';
    expect(heading).toContain('账号 id,姓名与岗位 zh');
    const line = (id: string, zh: string, role: string, office = station) =>
      [id, zh, `Name of ${id}`, role, office, '', '否', '2026/1/5', '', ''].join(',');
    const choose = (lines: string[]) =>
      panel.getByLabel('选择 CSV 文件').setInputFiles({
        name: 'staff.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from([heading, ...lines].join('\r\n')),
      });
    await choose([
      line('file-a', '=恶意公式', '站员'),
      line('file-b', '李站员', '站长'),
      line('file-c', '远方站员', '站员', 'station-320681100001'),
    ]);
    await panel.getByText('有误 2 行，将录入 1 行').waitFor();
    await panel.getByRole('row', { name: /^3 file-b .*没有这个角色/ }).waitFor();
    await panel.getByRole('row', { name: /^4 file-c .*只有本区域的管理员/ }).waitFor();
    await soon(async () => expect(await panel.getByRole('button', { name: '录入这 1 人' }).isDisabled()).toBe(true));
    await expectSound(page);
    await choose([line('file-a', '=恶意公式', '站员'), line('file-b', '李站员', '站员')]);
    await panel.getByRole('button', { name: '录入这 2 人' }).click();
    await panel.getByText('已录入 2 行').waitFor();
    await page
      .getByRole('row', { name: /file-a/ })
      .last()
      .waitFor();
    expect(await boardOf('file-b')).toBe(200);
    await expectSound(page);

    const [exported] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出名单（CSV）' }).click(),
    ]);
    expect(exported.suggestedFilename()).toMatch(/^staff-station-320613001001-\d{4}-\d\d-\d\d\.csv$/);
    const csv = await textOf(exported);
    expect(csv).toContain("file-a,'=恶意公式,");
    await panel
      .getByLabel('选择 CSV 文件')
      .setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await panel.getByText(/^没有变化 \d+ 行(，跳过（已免职） \d+ 行)?$/).waitFor();
    await soon(async () => expect(await panel.getByRole('button', { name: '录入这 0 人' }).isDisabled()).toBe(true));
    await panel
      .getByLabel('选择 CSV 文件')
      .setInputFiles({ name: 'x.xlsx', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004') });
    await panel.getByText('这是 Excel 工作簿').waitFor();
    expect(unexpected(page.errors)).toEqual([]);
    await page.context().close();
  });

  test('places without an administrator are listed for who can enter one', async () => {
    const page = await openAs(pages, '/administration/staff', city);
    await page.getByText('没有管理员的区域').click();
    const panel = page.locator('details', { hasText: '没有管理员的区域' }).first();
    await panel.getByRole('link', { name: '海门区' }).waitFor();
    // Of this district there is one, of its streets none.
    expect(await panel.getByRole('link', { name: '崇川区' }).count()).toBe(0);
    await panel
      .getByText(/^没有本级管理员的街道（镇）/)
      .last()
      .click();
    await panel.getByRole('link', { name: '城东街道' }).waitFor();
    await expectSound(page);
    await panel.getByRole('link', { name: '海门区' }).click();
    await page.getByText('这里没有人员').waitFor();
    expect(unexpected(page.errors)).toEqual([]);
    await page.context().close();
  });

  test('sound wide and narrow, in both languages', async () => {
    await expectSoundEverywhere(pages, path, district);
  });
});
