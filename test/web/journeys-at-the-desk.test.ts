/**
 * Whole journeys in real Chromium, seen from the desks: a home visit rated by telephone (J2), a visitor with a number
 * (J3), an office that asks and decides (J4), two offices that both say it is not theirs (J5).
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type Client, client, type Ticket, until } from '../journey/client.ts';
import { atOffice } from '../journey/steps.ts';
import { hasChromium, oldPc, type Pages, phone, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { fileRegistration } from './desk-cases.ts';

const context = { viewport: oldPc };

/** One of the listed actions of the open request, with what it asks. */
const act = async (page: Page, name: string, fill?: (form: Locator) => Promise<void>) => {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  if (!fill) return;
  const form = page.getByRole('form', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
};
const done = (page: Page, name: string) => page.getByRole('status').filter({ hasText: `已办：${name}` });

(hasChromium ? describe : describe.skip)('journeys at the desk', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  const open = (path: string, as: string) => pages.visit(path, { as, context });
  const state = (id: string, as: string, wanted: string) =>
    until(wanted, async () => ((await api.ticket(id, as)).state === wanted ? true : undefined));
  const lastOf = async (as: string): Promise<Ticket> => {
    const { body } = await api.get<{ tickets: { id: string }[] }>('/tickets', as);
    return api.ticket(body.tickets[0]?.id ?? '', as);
  };

  test('J2: at home on a visit, done there, and rated on the telephone; nobody rates by silence', async () => {
    const page = await open('/workbench/visit', 'clerk-lin');
    await page.getByLabel('身份证号或手机号').fill('32061319430815002X');
    await page.keyboard.press('Enter');
    await page.getByText('独居、空巢老人').waitFor();
    await page.getByRole('combobox', { name: /事项/ }).fill('社区证明');
    await page
      .getByRole('option', { name: /社区\(村\)证明出具/ })
      .first()
      .click();
    await page.getByLabel('居住情况').first().check();
    await page.getByLabel('使用单位').fill('养老机构');
    await page.getByLabel('用途').fill('入住');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    const { id } = await lastOf('resident-shen');
    await page.getByRole('link', { name: '打开这件' }).click();
    await act(page, '办结', async (form) => {
      await form.getByLabel('结果').selectOption('done');
      await form.getByRole('textbox', { name: '答复' }).fill('证明已当面交给本人。');
    });
    await done(page, '办结').waitFor();
    // Who did it does not ask for the rating.
    await page.getByText('已办结').first().waitFor();
    expect(await page.getByRole('button', { name: /^记录电话评价/ }).count()).toBe(0);
    const colleague = await open(`/workbench/tickets/${id}`, 'clerk-sun');
    await act(colleague, '记录电话评价', async (form) => {
      await form.getByLabel('电话打通了吗').selectOption('answered-call');
      await form.getByLabel(/居民给的分/).selectOption('4');
    });
    await state(id, 'resident-shen', 'closed');
    const { body } = await api.get<{ tickets: { channel: string }[] }>('/tickets', 'resident-shen');
    expect(body.tickets[0]?.channel).toBe('home-visit');
    expect([...page.errors, ...colleague.errors]).toEqual([]);
    await colleague.context().close();
    await page.context().close();
  });

  test('J3: a number at the door, called, served at the counter, the screen turned to be rated, the next one', async () => {
    const page = await open('/workbench/visitors', 'clerk-lin');
    await page.getByText('没有人在等', { exact: true }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('region', { name: '排队号' }).getByText('A001').waitFor();
    await page.keyboard.press('n');
    await page
      .getByRole('region', { name: /号窗口$/ })
      .getByText('A001', { exact: true })
      .waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('身份证号或手机号').fill('19900000001');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /事项/ }).fill('sqzm');
    await page
      .getByRole('option', { name: /社区\(村\)证明出具/ })
      .first()
      .click();
    await page.getByLabel('居住情况').first().check();
    await page.getByLabel('使用单位').fill('城东小学');
    await page.getByLabel('用途').fill('孩子入学');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    await page.getByRole('link', { name: '打开这件' }).click();
    await act(page, '办结', async (form) => {
      await form.getByLabel('结果').selectOption('done');
      await form.getByRole('textbox', { name: '答复' }).fill('证明已开具。');
    });
    await done(page, '办结').waitFor();
    const { id } = await lastOf('resident-chen');
    const colleague = await open(`/workbench/tickets/${id}`, 'clerk-sun');
    await act(colleague, '打开现场评价');
    const address = await colleague.getByRole('link', { name: '打开评价页（新窗口）' }).getAttribute('href');
    const visitor = await pages.visit((address ?? '').slice(pages.url.length), { context });
    await visitor.getByText('非常满意').click();
    await visitor.getByRole('button', { name: '提交评价' }).click();
    await state(id, 'resident-chen', 'closed');
    await page.goto(`${pages.url}/workbench/visitors`);
    await page
      .getByRole('region', { name: /号窗口$/ })
      .getByText('A001', { exact: true })
      .waitFor();
    await page.keyboard.press('f');
    await page.getByText(/今天已办 1 人/).waitFor();
    expect([...page.errors, ...colleague.errors, ...visitor.errors]).toEqual([]);
    for (const each of [page, colleague, visitor]) await each.context().close();
  });

  test('J4: an office signs, asks, waits for an inspection whose days do not count, and denies with the way to object', async () => {
    const { id } = await fileRegistration(api, 'resident-shen');
    await state(id, 'clerk-lin', 'submitted');
    await api.act('clerk-lin', id, 'accept');
    await state(id, 'resident-shen', 'routed');
    const office = await open(`/workbench/tickets/${id}`, 'officer-police');
    await act(office, '签收');
    await act(office, '询问居民', (form) =>
      form.getByRole('textbox', { name: '要问什么' }).fill('租房合同到什么时候？'),
    );
    await done(office, '询问居民').waitFor();
    const resident = await pages.visit(`/my/${id}`, { as: 'resident-shen', context: { viewport: phone } });
    await resident.getByText('租房合同到什么时候？').first().waitFor();
    await resident.getByLabel('您的回答').fill('到明年九月底');
    await resident.getByRole('button', { name: '发送' }).first().click();
    await resident.getByRole('heading', { name: '办理中' }).waitFor();
    await act(office, '启动特殊环节', async (form) => {
      await form.getByLabel('哪种环节').selectOption('inspection');
      await form.getByRole('textbox', { name: '法律依据' }).fill('行政许可法第四十五条');
      await form.getByRole('textbox', { name: '由哪个机构做' }).fill('消防救援大队');
      await form.getByRole('textbox', { name: '说明' }).fill('需现场检验');
      await form.getByLabel('预计完成').fill('2099-01-05');
    });
    await done(office, '启动特殊环节').waitFor();
    await expectSound(office);
    await resident.reload();
    await resident.getByRole('heading', { name: '特殊环节' }).waitFor();
    await act(office, '结束特殊环节', async (form) => {
      await form.getByLabel('环节').selectOption({ index: 1 });
      await form.getByRole('textbox', { name: '结论' }).fill('现场与所报不符');
    });
    await done(office, '结束特殊环节').waitFor();
    await act(office, '办结', async (form) => {
      await form.getByLabel('结果').selectOption('denied');
      await form.getByRole('textbox', { name: '答复' }).fill('现场无人居住。');
      await form.getByRole('textbox', { name: '法律依据' }).fill('居住证暂行条例第二条');
      await form.getByRole('textbox', { name: '不服可以怎么办' }).fill('六十日内可申请行政复议');
    });
    await done(office, '办结').waitFor();
    await resident.reload();
    await resident.getByText('六十日内可申请行政复议').first().waitFor();
    await expectSound(resident);
    expect([...office.errors, ...resident.errors]).toEqual([]);
    await office.context().close();
    await resident.context().close();
  });

  test('J5: sent back, passed on, sent back again; the arbiter’s word is final and the resident’s date never moved', async () => {
    const { id, reference } = await fileRegistration(api, 'resident-chen');
    await state(id, 'clerk-lin', 'submitted');
    const { promisedAt } = (await api.act('clerk-lin', id, 'accept')).body;
    await state(id, 'resident-chen', 'routed');
    const police = await open(`/workbench/tickets/${id}`, 'officer-police');
    await act(police, '退回', (form) => form.getByRole('textbox', { name: '原因' }).fill('不属本所管辖'));
    await state(id, 'resident-chen', 'returned');
    const station = await open(`/workbench/tickets/${id}`, 'clerk-lin');
    await act(station, '派单', async (form) => {
      await form.getByLabel('部门').selectOption('civil-affairs');
      await form.getByRole('combobox', { name: '单位', exact: true }).selectOption('civil-affairs-320613001');
      await form.getByRole('textbox', { name: '原因' }).fill('按职责改派');
    });
    await state(id, 'resident-chen', 'routed');
    await atOffice(api, id, 'resident-chen');
    const civil = await open(`/workbench/tickets/${id}`, 'officer-civil-affairs');
    await act(civil, '退回', (form) => form.getByRole('textbox', { name: '原因' }).fill('也不属本办'));
    await state(id, 'resident-chen', 'in-arbitration');
    const resident = await pages.visit(`/my/${id}`, { as: 'resident-chen', context: { viewport: phone } });
    await resident.getByRole('heading', { name: '待裁定' }).waitFor();
    await expectSound(resident);
    // The arbiter's morning: the list, why both sent it back, the word that ends it.
    const arbiter = await open('/supervision', 'arbiter');
    await arbiter.getByRole('row').filter({ hasText: reference }).getByRole('link').click();
    await arbiter.getByText('不属本所管辖').first().waitFor();
    await arbiter.getByText('也不属本办').first().waitFor();
    await act(arbiter, '裁定承办单位', async (form) => {
      await form.getByLabel('部门').selectOption('police');
      await form.getByRole('combobox', { name: '单位', exact: true }).selectOption('police-320613001');
      await form.getByRole('textbox', { name: '原因' }).fill('流动人口登记由公安机关负责。');
    });
    await done(arbiter, '裁定承办单位').waitFor();
    await expectSound(arbiter);
    await arbiter.keyboard.press('Escape');
    await arbiter.getByText('“待裁定”清单是空的').waitFor();
    await atOffice(api, id, 'resident-chen');
    // A named office cannot send it back again: it is not offered.
    await police.getByRole('button', { name: /^签收/ }).waitFor();
    expect(await police.getByRole('button', { name: /^退回/ }).count()).toBe(0);
    await act(police, '签收');
    await state(id, 'resident-chen', 'in-progress');
    expect((await api.ticket(id, 'resident-chen')).promisedAt).toBe(promisedAt);
    // Whoever sent it back follows what becomes of it, and has no business with what was filed.
    await civil.reload();
    await civil.getByText('您不能看申请内容').waitFor();
    const all = [police, station, civil, resident, arbiter];
    const errors = all.flatMap((page) => page.errors);
    expect(errors.filter((error) => !error.includes('403'))).toEqual([]);
    for (const page of all) await page.context().close();
  });
});
