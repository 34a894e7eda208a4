/** A resident files, follows and rates, in real Chromium on the real system; also without a connection. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Client, client, until } from '../journey/client.ts';
import { desktop, hasChromium, type Pages, startPages } from '../support/pages.ts';
import { axeFindings, sticksOut } from './axe.ts';
import { soon } from '../support/soon.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();

/** Fills in 流动人口居住登记 up to the page where it is checked. */
const fillIn = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: '开始办理' }).click();
  await heading(page, '您住在哪个社区').waitFor();
  // The community of the resident's file is chosen already.
  await page.getByLabel('社区（村）').filter({ hasText: '德民社区' }).waitFor();
  await next(page);
  await heading(page, '您的信息').waitFor();
  await next(page);
  await heading(page, '本地居住地址').waitFor();
  await page.getByRole('button', { name: '就在 崇川区城东街道德民社区' }).click();
  await page.getByLabel('街路、门牌、室号').fill('城东路 8 号 2 幢 301 室');
  await next(page);
  await heading(page, '入住日期').waitFor();
  await page.getByLabel('入住日期').fill('2026-10-01');
  await next(page);
  await page.getByLabel('务工经商').check();
  await next(page);
  await heading(page, '房东/单位名称').waitFor();
  await next(page);
  await heading(page, '房东电话').waitFor();
  await next(page);
  await page.getByLabel('租住').check();
  await next(page);
  await heading(page, '请核对').waitFor();
};

const send = async (page: Page): Promise<void> => {
  await page.getByLabel('我确认以上内容属实').check();
  await page.getByRole('button', { name: '提交' }).click();
};

(hasChromium ? describe : describe.skip)('filing', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  test('from the item to the receipt and its progress, done, rated: everything accessible, no error in the console', async () => {
    const page = await pages.visit('/item/residence-registration', { as: 'resident-chen' });
    const accessible = async (): Promise<void> => {
      expect({ at: page.url(), found: await axeFindings(page) }).toEqual({ at: page.url(), found: [] });
    };
    await fillIn(page);
    await page.getByText('崇川区城东街道德民社区城东路 8 号 2 幢 301 室').waitFor();
    await accessible();
    // Without the statement nothing goes.
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('alert').filter({ hasText: '请确认以上内容属实' }).waitFor();
    await send(page);
    await heading(page, '已提交').waitFor();
    const reference = (await page.locator('.reference').textContent()) ?? '';
    const { body } = await api.get<{ tickets: { id: string; reference: string }[] }>('/tickets', 'resident-chen');
    expect(body.tickets.map((ticket) => ticket.reference)).toEqual([reference]);
    await page.getByText('最迟办结日期').waitFor();
    await page.getByText('日期是怎么算的').waitFor();
    await accessible();

    await page.getByRole('link', { name: '看办理进度' }).click();
    await heading(page, '流动人口居住登记').waitFor();
    await page.getByRole('heading', { name: '待受理' }).waitFor();
    await page.getByText('留言', { exact: true }).click();
    await page.getByLabel('留言内容').fill('晚上八点以后方便接电话');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByRole('status').filter({ hasText: '已收到' }).waitFor();
    await page.getByText('晚上八点以后方便接电话').waitFor();
    await accessible();

    const id = body.tickets[0]?.id ?? '';
    await api.act('clerk-lin', id, 'accept');
    await until('routed', async () => (await api.ticket(id, 'resident-chen')).state === 'routed' || undefined);
    await api.act('officer-police', id, 'sign');
    await api.act('officer-police', id, 'ask-resident', { question: '租房合同到什么时候？' });
    await page.reload();
    await page.getByRole('heading', { name: '待居民答复' }).waitFor();
    await page.getByText('租房合同到什么时候？').first().waitFor();
    await page.getByLabel('您的回答').fill('到明年九月底');
    await page.getByRole('button', { name: '发送' }).first().click();
    await page.getByRole('heading', { name: '办理中' }).waitFor();
    await api.act('officer-police', id, 'resolve', { outcome: 'granted', answer: '已登记。' });
    await page.reload();
    await page.getByRole('heading', { name: '已办结' }).waitFor();
    await accessible();
    // None of the faces is chosen beforehand.
    await page.getByText('非常满意').waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByRole('alert').filter({ hasText: '请选一个' }).waitFor();
    await page.getByText('非常满意').click();
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByRole('heading', { name: '已关闭' }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a draft survives the reload, waits on the first page, and can be thrown away', async () => {
    const page = await pages.visit('/item/community-certificate', { as: 'resident-gu' });
    await page.getByRole('link', { name: '开始办理' }).click();
    await heading(page, '您住在哪个社区').waitFor();
    await next(page);
    await heading(page, '您的信息').waitFor();
    await next(page);
    const question = page.getByRole('main').locator('input, textarea, select').first();
    await question.waitFor();
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.reload();
    await heading(page, title).waitFor();
    await page.goto(`${pages.url}/`);
    const drafts = page.getByRole('region', { name: '没填完的' });
    await drafts.getByRole('link', { name: /社区\(村\)证明出具/ }).click();
    await heading(page, title).waitFor();
    await page.goto(`${pages.url}/`);
    await drafts.getByRole('button', { name: /删除草稿/ }).click();
    await drafts.waitFor({ state: 'detached' });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('somebody else on the same device does not see the draft', async () => {
    const page = await pages.visit('/file/community-certificate', { as: 'resident-gu' });
    await heading(page, '您住在哪个社区').waitFor();
    await page.waitForURL(/\/draft\//);
    const address = page.url();
    const other = JSON.stringify({
      token: await pages.system.token('resident-zhou'),
      expiresAt: Date.now() + 3_600_000,
    });
    await page.context().addInitScript((text) => sessionStorage.setItem('yizhan.session', text), other);
    await page.goto(address);
    await heading(page, '没有这份草稿').waitFor();
    await page.context().close();
  });

  test('what is sent without a connection goes by itself, once', async () => {
    const page = await pages.visit('/item/residence-registration', { as: 'resident-zhou' });
    await page.getByRole('link', { name: '开始办理' }).click();
    await heading(page, '您住在哪个社区').waitFor();
    await page.goBack();
    await fillInElsewhere(page);
    await page.context().setOffline(true);
    await page.getByText('没有网络。可以继续填写').waitFor();
    await send(page);
    await heading(page, '等网络恢复就提交').waitFor();
    await page.getByRole('link', { name: '回到首页' }).click();
    await page.getByRole('region', { name: '没填完的' }).getByText('等网络恢复自动提交').waitFor();
    await page.context().setOffline(false);
    await page.getByText('“流动人口居住登记”已自动提交').waitFor();
    const { body } = await api.get<{ tickets: unknown[] }>('/tickets', 'resident-zhou');
    expect(body.tickets).toHaveLength(1);
    await page.getByRole('link', { name: '看回执' }).click();
    await heading(page, '已提交').waitFor();
    await page.context().close();
  });

  /** As fillIn, from another community. */
  const fillInElsewhere = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: '开始办理' }).click();
    await heading(page, '您住在哪个社区').waitFor();
    await next(page);
    await heading(page, '您的信息').waitFor();
    await next(page);
    await page.getByRole('button', { name: /^就在/ }).click();
    await page.getByLabel('街路、门牌、室号').fill('星湖大道 1 号');
    await next(page);
    await page.getByLabel('入住日期').fill('2026-10-01');
    await next(page);
    await page.getByLabel('务工经商').check();
    await next(page);
    await heading(page, '房东/单位名称').waitFor();
    await next(page);
    await heading(page, '房东电话').waitFor();
    await next(page);
    await page.getByLabel('租住').check();
    await next(page);
    await heading(page, '请核对').waitFor();
  };

  test('a mistake is said at its field, which gets the focus', async () => {
    const page = await pages.visit('/file/residence-registration', { as: 'resident-shen' });
    await heading(page, '您住在哪个社区').waitFor();
    await next(page);
    await page.getByRole('button', { name: '修改：申请人身份证号' }).click();
    await page.getByLabel('申请人身份证号').fill('320613199202290018');
    await next(page);
    await page.getByRole('alert').filter({ hasText: '校验位不符' }).first().waitFor();
    await soon(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe('applicantIdCard'));
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('a mother lets her daughter act, and the bar never leaves her in doubt', async () => {
    const mother = await pages.visit('/acting/grant', { as: 'resident-shen' });
    await mother.getByLabel('代办人的编号').fill('resident-gu');
    await mother.getByLabel('高龄津贴(尊老金)').check();
    expect(await axeFindings(mother)).toEqual([]);
    await mother.getByRole('button', { name: '确认委托' }).click();
    await mother.getByText('演**').waitFor();
    const daughter = await pages.visit('/acting', { as: 'resident-gu' });
    await daughter.getByText('演示沈').waitFor();
    await daughter.getByRole('button', { name: '代办' }).click();
    await daughter.getByText('正在代 演示沈 办理').waitFor();
    await daughter.goto(`${pages.url}/file/old-age-allowance`);
    await daughter.getByText('正在代 演示沈 办理').waitFor();
    await heading(daughter, '您住在哪个社区').waitFor();
    expect(await axeFindings(daughter)).toEqual([]);
    await daughter.getByRole('button', { name: '结束代办' }).click();
    await daughter.getByText('正在代 演示沈 办理').waitFor({ state: 'detached' });
    await mother.getByRole('button', { name: '撤销' }).click();
    await mother.getByText('已撤销').waitFor();
    await daughter.goto(`${pages.url}/acting`);
    await daughter.getByText('已撤销').waitFor();
    expect(await daughter.getByRole('button', { name: '代办' }).count()).toBe(0);
    for (const page of [mother, daughter]) {
      expect(page.errors).toEqual([]);
      await page.context().close();
    }
  });

  test.each([
    { path: '/my', name: '我的申请' },
    { path: '/messages', name: '消息' },
    { path: '/mine', name: '我的' },
    { path: '/progress', name: '查进度' },
    { path: '/help', name: '帮助' },
    { path: '/sign-out', name: '退出登录' },
    { path: '/sign-in-failed', name: '登录没有完成' },
  ])('accessible, and nothing sticks out, signed in or not: $path', async ({ path, name }) => {
    for (const as of ['resident-chen', undefined]) {
      const page = await pages.visit(path, {
        ...(as ? { as } : {}),
        context: { viewport: as ? { width: 320, height: 640 } : desktop },
      });
      if (as) await heading(page, name).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await axeFindings(page)).toEqual([]);
      expect(await sticksOut(page)).toBe(false);
      await page.context().close();
    }
  });
});
