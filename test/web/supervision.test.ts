/** A supervisor's morning in real Chromium on the real system: the list, a card decided, whose region it is. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Client, client, type Ticket } from '../journey/client.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { city, community, district, street, superviseStreet, type Supervised } from './supervised-cases.ts';
import { soon } from '../support/soon.ts';

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const kind = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`${name}$`) });
const row = (page: Page, { reference }: Ticket) => page.getByRole('row').filter({ hasText: reference });

(hasChromium ? describe : describe.skip)('supervision', () => {
  let pages: Pages;
  let api: Client;
  let found: Supervised;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    found = await superviseStreet(api);
  });
  afterAll(() => pages?.stop());

  const open = (path: string, as = 'supervisor-street', context: object = wide) => pages.visit(path, { as, context });

  test('each role lands on its own place, and is led there from elsewhere', async () => {
    const page = await pages.visit('/mine', { context: wide });
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: /演示街道督办员/ }).click();
    await heading(page, '城东街道 · 今日清单').waitFor();
    await page.waitForURL(({ pathname }) => pathname === '/supervision');
    await page.getByRole('link', { name: '居民页面' }).click();
    await page.goto(`${pages.url}/mine`);
    await page.getByRole('link', { name: '督导台' }).click();
    await heading(page, '城东街道 · 今日清单').waitFor();
    await page.goto(`${pages.url}/workbench`);
    await page.waitForURL(/\/supervision$/);
    await page.context().close();
    const clerk = await open('/supervision', 'clerk-lin');
    await clerk.getByText('这里是督导、裁定和审计人员的页面').waitFor();
    await expectSound(clerk);
    await clerk.getByRole('link', { name: '工作台' }).click();
    await heading(clerk, /德民社区/).waitFor();
    expect(clerk.errors).toEqual([]);
    await clerk.context().close();
  });

  test('the list: counts are those of the rows, by keyboard, and on a phone', async () => {
    const page = await open('/supervision');
    await row(page, found.arbitration).waitFor();
    await expectSound(page);
    const kinds = page.getByRole('group', { name: '要看的清单' }).getByRole('button');
    for (let i = 0; i < (await kinds.count()); i += 1) {
      await page.keyboard.press(String(i + 1));
      await page.waitForFunction(
        (at) => document.querySelectorAll('.sv-kind')[at]?.getAttribute('aria-pressed') === 'true',
        i,
      );
      const shown = page.getByRole('table').or(page.getByText(/清单是空的/));
      await shown.waitFor();
      await soon(async () => {
        const rows = await page
          .getByRole('row')
          .filter({ has: page.getByRole('link') })
          .count();
        expect([i, await kinds.nth(i).locator('strong').textContent()]).toEqual([i, String(rows)]);
      });
    }
    await kind(page, '黄牌').click();
    await page.waitForURL(/kind=yellow/);
    await row(page, found.yellow).getByText('已说明，等裁定').waitFor();
    await page.reload();
    await row(page, found.yellow).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, /政策咨询/).waitFor();
    await page.keyboard.press('Escape');
    await row(page, found.yellow).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
    const small = await open('/supervision?kind=yellow', 'supervisor-street', phone);
    await row(small, found.yellow).waitFor();
    await expectSound(small);
    expect(small.errors).toEqual([]);
    await small.context().close();
  });

  test('found by reference; what is not theirs is not found; nobody is looked for by number', async () => {
    const page = await open('/supervision');
    await row(page, found.arbitration).waitFor();
    const look = async (typed: string): Promise<void> => {
      await page.getByRole('main').click();
      await page.keyboard.press('/');
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    };
    await look('19900000001');
    await page.getByText('督导人员不按姓名、电话、证件号查人').waitFor();
    await expectSound(page);
    await page.keyboard.press('Escape');
    await look(found.rated.reference.toLowerCase());
    await heading(page, new RegExp(found.rated.reference)).waitFor();
    await page.getByRole('button', { name: /^核实差评/ }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a card in two clicks: its evidence, what the unit says, the decision', async () => {
    const page = await open('/supervision');
    await kind(page, '黄牌').click();
    await row(page, found.yellow).getByRole('link').click();
    const cards = page.getByRole('region', { name: '黄牌、红牌' });
    await cards.getByText(/答复应在 .* 前，已过/).waitFor();
    await cards.getByText('当天停电，没有看到这件咨询。').waitFor();
    await expectSound(page);
    // What a supervisor need not see is not there.
    await page.getByText('您不能看申请内容').waitFor();
    await page.getByRole('button', { name: /^裁定黄牌或红牌/ }).click();
    const form = page.getByRole('form', { name: '裁定黄牌或红牌' });
    await form.getByLabel('哪张牌').selectOption({ index: 1 });
    await form.getByLabel('裁定', { exact: true }).selectOption('cancelled');
    // What offices write when they send something back is no reason for a card.
    expect(await form.getByLabel(/^常用语/).count()).toBe(0);
    await form.getByRole('textbox', { name: '原因' }).fill('停电属实，有供电公司通知。');
    await expectSound(page);
    await page.keyboard.press('Control+Enter');
    await cards.getByText('已撤销').waitFor();
    await cards.getByText('停电属实，有供电公司通知。').waitFor();
    expect((await api.ticket(found.yellow.id, 'supervisor-street')).cards).toEqual([]);
    // The list has let it go, without a reload.
    await page.keyboard.press('Escape');
    await page.getByText('“黄牌”清单是空的').waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('the arbiter names the office, and the list is empty', async () => {
    const page = await open('/supervision', 'arbiter');
    await row(page, found.arbitration).getByRole('link').click();
    await page.getByRole('button', { name: /^裁定承办单位/ }).click();
    const form = page.getByRole('form', { name: '裁定承办单位' });
    await form.getByLabel('部门').selectOption('police');
    await form.getByRole('combobox', { name: '单位', exact: true }).selectOption('police-320613001');
    await form.getByRole('textbox', { name: '原因' }).fill('流动人口登记由公安机关负责。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已办：裁定承办单位' }).waitFor();
    await page.goto(`${pages.url}/supervision`);
    await page.getByText('“待裁定”清单是空的').waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a street’s supervisor sees no other street: said, with the way back', async () => {
    const page = await open('/supervision?region=320613002000');
    await heading(page, '不在您负责的区域').waitFor();
    await page.getByText('您负责的是城东街道').waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: '回到我的区域' }).click();
    await heading(page, /城东街道/).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
    const above = await open(`/supervision`, 'supervisor-city');
    await heading(above, /南通市/).waitFor();
    await above.getByLabel('区县').selectOption(district);
    await heading(above, /崇川区/).waitFor();
    await above.getByLabel('街道').selectOption(street);
    await heading(above, /城东街道/).waitFor();
    await above.getByRole('button', { name: '南通市' }).click();
    await heading(above, /南通市/).waitFor();
    await above.waitForURL(({ searchParams }) => searchParams.get('region') !== street);
    expect([city, community]).not.toContain(new URL(above.url()).searchParams.get('region'));
    expect(above.errors).toEqual([]);
    await above.context().close();
  });
});
