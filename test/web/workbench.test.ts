/** A clerk's day at the board and on a request, in real Chromium on the real system: mostly with the keyboard. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Client, client, type Ticket, until } from '../journey/client.ts';
import { hasChromium, oldPc, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { fileCertificate, fileRegistration, station } from './desk-cases.ts';
import { soon } from '../support/soon.ts';

const context = { viewport: oldPc };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const row = (page: Page, { reference }: Ticket) => page.getByRole('row').filter({ hasText: reference });
const show = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} \\d+$`) });
const done = (page: Page, name: string) => page.getByRole('status').filter({ hasText: `已办：${name}` });

(hasChromium ? describe : describe.skip)('the workbench', () => {
  let pages: Pages;
  let api: Client;
  let chen: Ticket;
  let shen: Ticket;
  let certificate: Ticket;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    chen = await fileRegistration(api, 'resident-chen');
    shen = await fileRegistration(api, 'resident-shen');
    certificate = await fileCertificate(api, 'resident-chen');
    // Work comes to a desk through its queue.
    await until('all on the board', async () => {
      const { body } = await api.get<{ tickets: unknown[] }>(`/boards/${station}`, 'clerk-lin');
      return body.tickets.length === 3 || undefined;
    });
  });
  afterAll(() => pages?.stop());

  const open = async (path: string, as = 'clerk-lin') => pages.visit(path, { as, context });

  test('staff land on their board after signing in; residents stay where they were', async () => {
    const page = await pages.visit('/', { context });
    await page.goto(`${pages.url}/mine`);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: /演示站员1（崇川区城东街道德民/ }).click();
    await heading(page, /德民社区/).waitFor();
    await page.waitForURL(({ pathname }) => pathname === '/workbench');
    await page.context().close();
    const resident = await open('/workbench', 'resident-chen');
    await resident.getByText('您的账号不属于任何服务站或承办单位').waitFor();
    await expectSound(resident);
    await resident.goto(`${pages.url}/mine`);
    await resident.getByText('我的编号').waitFor();
    expect(await resident.getByRole('link', { name: '工作台' }).count()).toBe(0);
    await resident.context().close();
    // Who is both goes to and fro.
    const both = await open('/mine', 'clerk-sun');
    await both.getByRole('link', { name: '工作台' }).click();
    await heading(both, /德民社区/).waitFor();
    await both.getByRole('link', { name: '居民页面' }).click();
    await heading(both, '你要办什么').waitFor();
    await both.context().close();
  });

  test('the board with the keyboard: counts, filters in the address, a row opened and left', async () => {
    const page = await open('/workbench');
    await row(page, chen).waitFor();
    await expectSound(page);
    const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
    await soon(async () => expect(await show(page, '全部').textContent()).toContain(String(await rows.count())));
    // What is to be accepted; the certificate, done on the spot, waits for that, too.
    await page.keyboard.press('4');
    await page.waitForURL(/show=new/);
    await soon(async () => expect(await show(page, '待受理、签收').getAttribute('aria-pressed')).toBe('true'));
    await page.getByLabel('事项').selectOption({ label: '社区(村)证明出具' });
    await page.waitForURL(/item=community-certificate/);
    await soon(async () => expect(await rows.count()).toBe(1));
    await soon(async () => expect(await show(page, '全部').textContent()).toContain('1'));
    await page.reload();
    await row(page, certificate).waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await row(page, chen).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const first = await rows.first().getByRole('link').textContent();
    await soon(async () => expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first));
    await page.keyboard.press('Enter');
    await heading(page, new RegExp(String(first))).waitFor();
    await page.keyboard.press('Escape');
    await heading(page, /德民社区/).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('what has no rows leaves a way on', async () => {
    const page = await open('/workbench?show=card&q=龘');
    await page.getByText('没有符合筛选的件').waitFor();
    await expectSound(page);
    await page.getByRole('main').getByRole('button', { name: '清除筛选' }).last().click();
    await row(page, chen).waitFor();
    await page.context().close();
  });

  test('found by reference, by phone and by ID number, and no number is ever in the address', async () => {
    const page = await open('/workbench');
    await row(page, chen).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(chen.reference.toLowerCase());
    await page.keyboard.press('Enter');
    await heading(page, new RegExp(chen.reference)).waitFor();
    for (const number of ['19900000002', '32061319430815002X']) {
      await page.getByRole('main').click();
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      await page.keyboard.press('Enter');
      const found = page.getByRole('region', { name: '查找结果' });
      await found.getByText(shen.reference).waitFor();
      await found.getByText('身份已核验').waitFor();
      expect(page.url()).not.toContain(number);
      await expectSound(page);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.type('330102199003070011');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a request is claimed, noted on and accepted by number keys; what is missing is said at its field', async () => {
    const page = await open(`/workbench/tickets/${chen.id}`);
    await heading(page, /流动人口居住登记/).waitFor();
    await page.getByText('199****0001').waitFor();
    await expectSound(page);
    await page.keyboard.press('1');
    await done(page, '领取').waitFor();
    await page.getByRole('button', { name: /^备注/ }).click();
    const form = page.getByRole('form', { name: '备注' });
    await page.keyboard.press('Control+Enter');
    await form.getByText('请填写').waitFor();
    await expectSound(page);
    await form.getByRole('textbox', { name: '内容' }).fill('房东电话打不通，明天再打');
    await page.keyboard.press('Control+Enter');
    await done(page, '备注').waitFor();
    await page.getByText('房东电话打不通，明天再打').waitFor();
    await page.getByRole('button', { name: /^受理/ }).click();
    await page.getByRole('form', { name: '受理' }).getByRole('textbox').fill('材料齐全');
    await page.keyboard.press('Control+Enter');
    await done(page, '受理').waitFor();
    await page.getByText('材料齐全').waitFor();
    // What is not possible any more is not offered.
    await soon(async () => expect(await page.getByRole('button', { name: /^受理/ }).count()).toBe(0));
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('whole values for a purpose, which the resident is told', async () => {
    const page = await open(`/workbench/tickets/${shen.id}`);
    await page.getByText('199****0002').waitFor();
    await page.getByRole('button', { name: '查看完整信息' }).click();
    const form = page.getByRole('form', { name: '查看完整信息' });
    await form.getByRole('button', { name: '显示两分钟' }).click();
    await form.getByText('请选择要看的内容').waitFor();
    await form.getByLabel('联系电话').check();
    await form.getByLabel('用途').selectOption({ label: '联系本人' });
    await form.getByLabel('理由').fill('核对入住日期');
    await expectSound(page);
    await form.getByRole('button', { name: '显示两分钟' }).click();
    await page.getByText('19900000002').waitFor();
    await page.getByRole('button', { name: '收起' }).click();
    await page.getByText('19900000002').waitFor({ state: 'detached' });
    const { body } = await api.get<{ disclosures: { kind: string }[] }>('/me/disclosures', 'resident-shen');
    expect(body.disclosures.map(({ kind }) => kind)).toContain('reveal');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('two people on one request: the change of one stands beside what the other typed, and nothing is lost', async () => {
    const page = await open(`/workbench/tickets/${shen.id}`);
    await page.getByRole('button', { name: /^一次告知补正/ }).click();
    const form = page.getByRole('form', { name: '一次告知补正' });
    await form.getByLabel('说明', { exact: true }).fill('请补租房合同的最后一页');
    await form.getByRole('checkbox').last().check();
    await api.act('clerk-sun', shen.id, 'claim');
    await api.act('clerk-sun', shen.id, 'release');
    // Sent before the page has looked again: the service refuses, and the page shows why.
    await form.getByRole('button', { name: '一次告知补正' }).click();
    const changed = form.getByRole('alert').filter({ hasText: '这件已经有变化' });
    await changed.getByText('领取').first().waitFor();
    await expectSound(page);
    await page.reload();
    await soon(async () =>
      expect(await form.getByLabel('说明', { exact: true }).inputValue()).toBe('请补租房合同的最后一页'),
    );
    await form.getByRole('button', { name: '一次告知补正' }).click();
    await done(page, '一次告知补正').waitFor();
    await page.getByText('请补租房合同的最后一页').waitFor();
    // The refusal is an error to the browser's console; nothing else is.
    expect(page.errors.filter((error) => !error.includes('412'))).toEqual([]);
    await page.context().close();
  });

  test('what a colleague does appears without a reload', async () => {
    const page = await open('/workbench');
    await row(page, certificate).getByText('没人领').waitFor();
    await api.act('clerk-sun', certificate.id, 'claim');
    await row(page, certificate).getByText('演示站员2').waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('in English, with the list of keys; single keys can be turned off', async () => {
    const page = await open('/workbench');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: /^Overdue/ }).waitFor();
    await expectSound(page);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.waitFor();
    await expectSound(page);
    await dialog.getByLabel('Use single-key shortcuts').uncheck();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('4');
    expect(await page.evaluate(() => window.location.search)).toBe('');
    await page.getByRole('link', { name: 'Help' }).click();
    await heading(page, 'How to use the workbench').waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
