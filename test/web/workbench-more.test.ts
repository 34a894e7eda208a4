/** What saves a clerk's time: several at once, kept views, phrases, the hand-over sheet, the screen that is turned. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { dateOf } from '../../domain/time.ts';
import { type Client, client, type Ticket, until } from '../journey/client.ts';
import { hasChromium, oldPc, type Pages, startPages } from '../support/pages.ts';
import { files, uploader } from '../support/papers.ts';
import { expectSound } from './axe.ts';
import { fileCertificate, fileRegistration, station } from './desk-cases.ts';
import { soon } from '../support/soon.ts';

const context = { viewport: oldPc };
const row = (page: Page, { reference }: Ticket) => page.getByRole('row').filter({ hasText: reference });

(hasChromium ? describe : describe.skip)('the workbench, every day', () => {
  let pages: Pages;
  let api: Client;
  let tickets: [Ticket, Ticket, Ticket];
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    tickets = [
      await fileRegistration(api, 'resident-chen'),
      await fileRegistration(api, 'resident-shen'),
      await fileCertificate(api, 'resident-chen'),
    ];
    await until('all on the board', async () => {
      const { body } = await api.get<{ tickets: unknown[] }>(`/boards/${station}`, 'clerk-lin');
      return body.tickets.length === 3 || undefined;
    });
  });
  afterAll(() => pages?.stop());

  const open = async (path: string) => pages.visit(path, { as: 'clerk-lin', context });
  const handlerOf = async ({ id }: Ticket) =>
    (await api.get<{ handlerId: string | null }>(`/tickets/${id}`, 'clerk-sun')).body.handlerId;

  test('several at once: taken back within the hold nothing happens; let be, all are done', async () => {
    const page = await open('/workbench');
    await row(page, tickets[0]).waitFor();
    await page.getByLabel('本页全选').check();
    const batch = page.getByRole('group', { name: '批量操作' });
    await batch.getByText('已选 3 件').waitFor();
    await expectSound(page);
    // The seconds of the hold stand still, however long a busy machine takes for the next step.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await batch.getByRole('button', { name: '领取' }).click();
    await batch.getByText(/秒后领取 3 件/).waitFor();
    await batch.getByRole('button', { name: '撤销' }).click();
    await page.clock.resume();
    await batch.getByText('已选 3 件').waitFor();
    expect(await handlerOf(tickets[0])).toBeNull();
    // One of them changes meanwhile: it is left alone, and that is said.
    await row(page, tickets[2]).getByRole('checkbox').uncheck();
    await batch.getByRole('button', { name: '领取' }).click();
    await batch.getByText('已办 2 件').waitFor();
    expect(await Promise.all(tickets.map(handlerOf))).toEqual(['clerk-lin', 'clerk-lin', null]);
    await row(page, tickets[1]).getByText('我', { exact: true }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a view is kept under a name, and thrown away', async () => {
    const page = await open('/workbench?show=new&lane=ordinary');
    await page.getByRole('button', { name: '存为视图' }).click();
    await page.getByLabel('视图名称').fill('早上先看');
    await page.keyboard.press('Enter');
    await page.goto(`${pages.url}/workbench`);
    await row(page, tickets[0]).waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: '早上先看' }).click();
    await page.waitForURL(/show=new&lane=ordinary/);
    await page.getByRole('button', { name: '删除视图：早上先看' }).click();
    await page.getByRole('link', { name: '早上先看' }).waitFor({ state: 'detached' });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a phrase is inserted, an own one is kept; assigned to a colleague by name', async () => {
    const [first] = tickets;
    const page = await open(`/workbench/tickets/${first.id}`);
    await page.getByRole('button', { name: /^备注/ }).click();
    const form = page.getByRole('form', { name: '备注' });
    await form.getByLabel('常用语：内容').selectOption('已电话联系本人。');
    await soon(async () =>
      expect(await form.getByLabel('内容', { exact: true }).inputValue()).toBe('已电话联系本人。'),
    );
    await form.getByLabel('内容', { exact: true }).fill('周三上门核实，已约好。');
    await form.getByRole('button', { name: '把这段存为常用语' }).click();
    await form.getByText('已存在这台电脑上').waitFor();
    await expectSound(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^指派/ }).click();
    const assign = page.getByRole('form', { name: '指派' });
    await assign.getByLabel('指派给').selectOption({ label: '演示站员2' });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已办：指派' }).waitFor();
    expect(await handlerOf(first)).toBe('clerk-sun');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('what the resident uploaded is looked at: a photo on the page, a PDF in a tab; and that is written down', async () => {
    const papers = uploader(api);
    const [, second] = tickets;
    const paper = await papers.upload({
      as: 'resident-shen',
      itemId: 'residence-registration',
      material: 'residence-proof',
      file: files['image/png'],
      type: 'image/png',
    });
    const lease = await papers.upload({
      as: 'resident-shen',
      itemId: 'residence-registration',
      material: 'residence-proof',
      file: files['application/pdf'],
      type: 'application/pdf',
    });
    await api.act('clerk-sun', second.id, 'request-supplement', {
      materials: ['residence-proof'],
      explanation: '请补租房合同',
    });
    await api.must('POST', `/tickets/${second.id}/supplement`, {
      as: 'resident-shen',
      body: { papers: [paper.id, lease.id] },
    });
    const page = await open(`/workbench/tickets/${second.id}`);
    await page.getByRole('button', { name: '查看', exact: true }).first().click();
    const viewer = page.getByRole('dialog', { name: /居住地住址证明/ });
    const picture = viewer.getByRole('img');
    await picture.waitFor();
    await until('the picture is shown', async () =>
      (await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)) === 1 ? true : undefined,
    );
    await expectSound(page);
    await viewer.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '查看', exact: true }).last().click();
    const link = viewer.getByRole('link', { name: '在新标签页打开（PDF）' });
    await link.waitFor();
    await expectSound(page);
    expect(await link.getAttribute('href')).toMatch(/^blob:/);
    const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    expect(await tab.evaluate(() => 'opener' in window && window.opener === null)).toBe(true);
    await viewer.getByRole('button', { name: '关闭' }).click();
    const { body } = await api.get<{ disclosures: { kind: string }[] }>('/me/disclosures', 'resident-shen');
    expect(body.disclosures.map(({ kind }) => kind)).toContain('paper-opened');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('the hand-over sheet lists the papers and prints nothing else', async () => {
    const page = await open(`/workbench/tickets/${tickets[0].id}`);
    await page.getByRole('link', { name: '打印交接单' }).click();
    await page.getByRole('heading', { level: 1, name: '材料交接单' }).waitFor();
    await page.getByRole('cell', { name: '居民身份证' }).waitFor();
    await expectSound(page);
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0));
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('done on the spot, the screen turned by a colleague, and rated by the visitor', async () => {
    const [, , certificate] = tickets;
    await api.act('clerk-sun', certificate.id, 'claim');
    const page = await open(`/workbench/tickets/${certificate.id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await api.act('clerk-sun', certificate.id, 'resolve', { outcome: 'done', answer: '证明已开具。' });
    const turn = page.getByRole('button', { name: /^打开现场评价/ });
    await turn.waitFor();
    await turn.click();
    const link = page.getByRole('link', { name: '打开评价页（新窗口）' });
    await link.waitFor();
    await expectSound(page);
    const address = (await link.getAttribute('href')) ?? '';
    // The visitor's page knows nobody's token.
    const visitor = await pages.visit(address.slice(pages.url.length), { context });
    await visitor.getByText('非常满意').click();
    await visitor.getByRole('button', { name: '提交评价' }).click();
    await until('rated', async () => (await api.ticket(certificate.id, 'clerk-lin')).state === 'closed' || undefined);
    expect([...page.errors, ...visitor.errors]).toEqual([]);
    await visitor.context().close();
    await page.context().close();
  });

  test('a deputy serves the desk of a colleague who is away, and never two at once', async () => {
    const today = dateOf(await api.now());
    const away = 'officer-police';
    await api.must('POST', '/deputies', {
      as: 'administrator-district',
      body: { personId: away, deputyId: 'clerk-lin', validFrom: today, validTo: today, ifVersion: 0 },
    });
    const page = await open('/workbench');
    await page.getByRole('heading', { level: 1, name: /德民社区/ }).waitFor();
    await page.getByRole('button', { name: /^代理/ }).click();
    await page.getByText(/正在代理/).waitFor();
    await page.getByRole('heading', { level: 1, name: /派出所|公安/ }).waitFor();
    await expectSound(page);
    // Also after a reload, and no longer once one goes back.
    await page.reload();
    await page.getByText(/正在代理/).waitFor();
    await page.getByRole('heading', { level: 1, name: /派出所|公安/ }).waitFor();
    await page.getByRole('button', { name: '回到本人' }).click();
    await page.getByRole('heading', { level: 1, name: /德民社区/ }).waitFor();
    await row(page, tickets[0]).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
