/** Nothing known is asked, no paper is asked for twice: on the phone of a resident and at the counter, in real Chromium. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, dateOf } from '../../domain/time.ts';
import { type Client, client, until } from '../journey/client.ts';
import { atOffice } from '../journey/steps.ts';
import { storyOf } from '../journey/stories.ts';
import { onBoard, requestOf, residentNamed } from '../journey/travel.ts';
import { hasChromium, look, oldPc, type Pages, startPages } from '../support/pages.ts';
import { uploader, variant } from '../support/papers.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const chen = 'resident-chen';
const first = 'residence-registration';
const phone = { viewport: { width: 390, height: 844 } };
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();
/** What 流动人口居住登记 asks besides what the file knows. */
const answerRegistration = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^就在/ }).click();
  await page.getByLabel('街路、门牌、室号').fill('城东路 9 号');
  await page.getByLabel('入住日期').fill('2026-10-01');
  await page.getByLabel('务工经商').check();
  await page.getByLabel('租住').check();
};

type Event = { data: Record<string, unknown> };

(hasChromium ? describe : describe.skip)('collect once', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    const papers = uploader(api);
    const upload = (material: string) =>
      papers.upload({ as: chen, itemId: first, material, file: variant('image/jpeg', material) });
    const [lease, card] = [await upload('residence-proof'), await upload('id-card')];
    const body = await requestOf(api, { ...storyOf('police'), itemId: first, resident: chen, filer: chen });
    const filed = await api.file(chen, { ...body, papers: [lease.id, card.id] });
    const { staff } = await onBoard(api, filed.body.id, chen);
    await api.act(staff, filed.body.id, 'accept');
  });
  afterAll(() => pages?.stop());

  test('the second request on the phone: a summary, a changed number for the file, papers by one tap each', async () => {
    const page = await pages.visit('/item/residence-permit', { as: chen, context: phone });
    await page.getByText('您已有，可以再用').first().waitFor();
    await soon(async () => expect(await page.getByText('您已有，可以再用').count()).toBe(2));
    await expectSound(page);
    await look(page, 'item');
    await page.getByRole('link', { name: '开始办理' }).click();
    await heading(page, '您住在哪个社区').waitFor();
    await next(page);
    await heading(page, '您的信息').waitFor();
    await page
      .getByText(/\*\*\*\* /)
      .first()
      .waitFor();
    await look(page, 'known');
    await expectSound(page);
    await page.getByRole('button', { name: '修改：联系电话' }).click();
    await page.getByLabel('联系电话').fill('13900007777');
    await page.getByLabel('以后都用这个：存入我的资料').check();
    await look(page, 'changed');
    await expectSound(page);
    await next(page);
    await heading(page, '居住登记日期').waitFor();
    await page.getByLabel('居住登记日期').fill('2026-01-05');
    await next(page);
    await page.getByLabel('合法稳定住所').check();
    await next(page);
    await page.getByLabel('到站领取').check();
    await next(page);
    await heading(page, '证明材料').waitFor();
    await page.getByText('德民社区综合服务站核对').waitFor();
    await look(page, 'paper');
    await expectSound(page);
    await page.getByLabel(/^同意再用这份：居住地住址证明/).check();
    await next(page);
    await heading(page, '已有的材料').waitFor();
    await page.getByLabel(/^同意再用这份：居民身份证/).check();
    await look(page, 'beside');
    await expectSound(page);
    await next(page);
    await heading(page, '请核对').waitFor();
    await page.getByText('（存入我的资料）').waitFor();
    await page.getByText('再用已有的材料').waitFor();
    await look(page, 'check');
    await expectSound(page);
    await page.getByLabel('我确认以上内容属实').check();
    await page.getByRole('button', { name: '提交' }).click();
    await heading(page, '已提交').waitFor();
    expect(page.errors).toEqual([]);

    const { body } = await api.get<{ tickets: { id: string; itemId: string }[] }>('/tickets', chen);
    const ticket = body.tickets.find(({ itemId }) => itemId === 'residence-permit');
    const { events } = (await api.get<{ events: Event[] }>(`/tickets/${ticket?.id}/events`, chen)).body;
    expect(events[0]?.data).toMatchObject({
      collected: { fieldsKnown: 3, fieldsAsked: 4, papersGiven: 0, papersReused: 2 },
    });
    const { answers } = (await api.get<{ answers: object }>('/known/residence-permit', chen)).body;
    expect(answers).toMatchObject({ applicantPhone: '13900007777' });
  });

  test('my papers: where from, checked by whom, good until when, where used; out of the file, and no longer offered', async () => {
    const page = await pages.visit('/mine', { as: chen, context: phone });
    await page.getByRole('link', { name: '我的材料' }).click();
    await heading(page, '我的材料').waitFor();
    const lease = page.getByRole('listitem').filter({ hasText: '居住地住址证明' }).first();
    await lease.getByText('德民社区综合服务站核对').waitFor();
    await lease.getByRole('link', { name: '居住证申领' }).waitFor();
    await look(page, 'mine');
    await expectSound(page);
    await lease.getByRole('button', { name: /^从我的资料中移除：/ }).click();
    await lease.getByText('已经交上去的申请仍保留它').waitFor();
    await look(page, 'remove');
    await expectSound(page);
    await lease.getByRole('button', { name: '确定移除' }).click();
    await page.getByRole('status').filter({ hasText: '已移除' }).waitFor();
    await until('only the card to be left', async () => (await page.locator('.kept > li').count()) === 1 || undefined);
    await page.goto(`${pages.url}/item/residence-permit`);
    await page.getByText('您已有，可以再用').first().waitFor();
    await soon(async () => expect(await page.getByText('您已有，可以再用').count()).toBe(1));
    expect(page.errors).toEqual([]);
  });

  test('a supplement and an answer take papers of the file by one tap; nothing at all is not handed in by mistake', async () => {
    const papers = uploader(api);
    const lease = await papers.upload({
      as: chen,
      itemId: first,
      material: 'residence-proof',
      file: variant('image/jpeg', 'a lease to be used again'),
    });
    const body = await requestOf(api, { ...storyOf('police'), itemId: first, resident: chen, filer: chen });
    await api.file(chen, { ...body, papers: [lease.id] });
    const { body: ticket } = await api.file(chen, body);
    const { staff } = await onBoard(api, ticket.id, chen);
    await api.act(staff, ticket.id, 'request-supplement', {
      materials: ['residence-proof', 'id-card'],
      explanation: '请补居住证明和身份证。',
    });
    const page = await pages.visit(`/my/${ticket.id}`, { as: chen, context: phone });
    const lacking = page.getByText('请上传、选用已有的，或勾选带到服务站');
    await page.getByRole('button', { name: '材料已补齐' }).click();
    await soon(async () => expect(await lacking.count()).toBe(2));
    await expectSound(page);
    await look(page, 'supplement-missing');
    await page
      .getByLabel(/^同意再用这份：居住地住址证明/)
      .first()
      .check();
    await page.getByRole('button', { name: '材料已补齐' }).click();
    await soon(async () => expect(await lacking.count()).toBe(1));
    await page
      .getByRole('group', { name: /居民身份证/ })
      .getByLabel('我带纸质材料到服务站给工作人员看')
      .check();
    await look(page, 'supplement');
    await expectSound(page);
    await page.getByRole('button', { name: '材料已补齐' }).click();
    await page.getByRole('heading', { name: '待受理' }).waitFor();
    await page.getByRole('region', { name: '已交的材料' }).getByText('居住地住址证明').waitFor();

    await api.act(staff, ticket.id, 'accept');
    const office = await atOffice(api, ticket.id, chen);
    await api.act(office.staff, ticket.id, 'sign');
    await api.act(office.staff, ticket.id, 'ask-resident', { question: '请补拍合同最后一页。' });
    await page.reload();
    await page.getByText('请补拍合同最后一页。').first().waitFor();
    await page.getByText('附上材料（选填）').click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'page.jpg',
      mimeType: 'image/jpeg',
      buffer: variant('image/jpeg', 'the last page'),
    });
    await page.getByText('已上传 1 份').waitFor();
    await page
      .getByLabel(/^同意再用这份：居民身份证/)
      .first()
      .check();
    await page.getByLabel('您的回答').fill('都附上了');
    await look(page, 'answer');
    await expectSound(page);
    await page.getByRole('button', { name: '发送' }).first().click();
    await page.getByRole('heading', { name: '办理中' }).waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
    const { events } = (await api.get<{ events: Event[] }>(`/tickets/${ticket.id}/events`, chen)).body;
    const brought = events.map(({ data }) => data['papers']).filter((each) => each !== undefined);
    expect(brought).toEqual([
      [expect.objectContaining({ id: lease.id, reused: { consent: 'self', verified: false } })],
      [
        expect.objectContaining({ material: 'other' }),
        expect.objectContaining({ material: 'id-card', reused: { consent: 'self', verified: true } }),
      ],
    ]);
  });

  test('a card is scanned at the counter with its last day, which stays with this one paper; the caller may use the rest', async () => {
    const lastDay = addDays(dateOf(await api.now()), 400);
    const resident = 'resident-ma';
    const { idCard } = residentNamed(resident).resident;
    const begin = async (path: string): Promise<Page & { errors: string[] }> => {
      const page = await pages.visit(path, { as: 'clerk-lin', context: { viewport: oldPc } });
      await page.getByLabel(/身份证号或手机号/).fill(idCard);
      await page.keyboard.press('Enter');
      await page.getByLabel(/事项、口语或拼音/).fill('流动人口居住登记');
      await page.getByRole('option', { name: /流动人口居住登记/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('以下用档案里的，不用再问').waitFor();
      return page;
    };
    const page = await begin('/workbench/counter');
    await page.getByText('扫描材料，存入居民档案').click();
    const scan = async (material: RegExp, text: string) => {
      const place = page.getByRole('group', { name: material });
      await place.locator('input[type=file]').setInputFiles({
        name: 'scan.jpg',
        mimeType: 'image/jpeg',
        buffer: variant('image/jpeg', text),
      });
      await place.getByText('已上传 1 份').waitFor();
    };
    await page.getByLabel('现在扫描的，我已对照原件').check();
    await page.getByLabel(/证件上的有效期至/).fill(lastDay);
    await scan(/居民身份证/, 'card of ma');
    // The date of the card is not the date of what is scanned next.
    await soon(async () => expect(await page.getByLabel(/证件上的有效期至/).inputValue()).toBe(''));
    await scan(/居住地住址证明/, 'lease of ma');
    await look(page, 'counter-scans');
    await expectSound(page);
    await answerRegistration(page);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    type Kept = { papers: { material: string; lastDay: string; verified: { by: string } | null }[] };
    const query = `/known/${first}?residentId=${resident}&channel=counter`;
    const { papers } = (await api.get<Kept>(query, 'clerk-lin')).body;
    expect(papers.find(({ material }) => material === 'id-card')).toMatchObject({
      lastDay,
      verified: { by: 'original' },
    });
    expect(papers.find(({ material }) => material === 'residence-proof')?.lastDay).not.toBe(lastDay);

    // On the telephone: the lease by word of mouth, the card not at all.
    const call = await begin('/workbench/phone');
    await call.getByText('敏感材料须本人当面').waitFor();
    await call.getByLabel(/^居民同意再用：居住地住址证明/).check();
    await answerRegistration(call);
    await look(call, 'phone-kept');
    await expectSound(call);
    expect(await call.getByLabel('现在扫描的，我已对照原件').count()).toBe(0);
    await call.getByRole('button', { name: '登记', exact: true }).click();
    await call.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    const { body } = await api.get<{ tickets: { id: string; channel: string }[] }>('/tickets', resident);
    const called = body.tickets.find(({ channel }) => channel === 'hotline');
    const { events } = (await api.get<{ events: Event[] }>(`/tickets/${called?.id}/events`, resident)).body;
    expect(events[0]?.data['papers']).toEqual([
      expect.objectContaining({ material: 'residence-proof', reused: { consent: 'staff', verified: true } }),
    ]);
    expect([...page.errors, ...call.errors]).toEqual([]);
    await page.context().close();
    await call.context().close();
  });

  test('at the counter a supplement takes the card of the file once the resident agrees in person', async () => {
    const body = await requestOf(api, { ...storyOf('police'), itemId: first, resident: chen, filer: chen });
    const { body: ticket } = await api.file(chen, body);
    await onBoard(api, ticket.id, chen);
    await api.act('clerk-lin', ticket.id, 'request-supplement', {
      materials: ['id-card'],
      explanation: '请补身份证。',
    });
    const page = await pages.visit(`/workbench/tickets/${ticket.id}`, {
      as: 'clerk-lin',
      context: { viewport: oldPc },
    });
    await page.getByRole('button', { name: /^补正材料/ }).click();
    const form = page.getByRole('form', { name: '补正材料' });
    await form.getByText('敏感材料须本人当面').first().waitFor();
    await expectSound(page);
    await look(page, 'desk-supplement-telephone');
    await form.getByLabel(/居民怎么同意/).selectOption('counter');
    await form
      .getByLabel(/^居民同意再用：居民身份证/)
      .first()
      .check();
    await look(page, 'desk-supplement');
    await expectSound(page);
    await form.getByRole('button', { name: '补正材料', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '已办：补正材料' }).waitFor();
    await page.getByRole('region', { name: '材料' }).getByText('居民身份证').waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('nobody has papers yet', async () => {
    const page = await pages.visit('/mine/papers', { as: 'resident-zhou', context: phone });
    await page.getByText('还没有材料').waitFor();
    await expectSound(page);
  });

  test('at the counter: known masked, a scan of the original, and used again for the next matter', async () => {
    const begin = async (): Promise<Page & { errors: string[] }> => {
      const page = await pages.visit('/workbench/counter', { as: 'clerk-lin', context: { viewport: oldPc } });
      await page.getByLabel(/身份证号或手机号/).fill('32061319430815002X');
      await page.keyboard.press('Enter');
      await page.getByLabel(/事项、口语或拼音/).fill('居住证申领');
      await page.getByRole('option', { name: /居住证申领/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('以下用档案里的，不用再问').waitFor();
      await page.getByLabel('居住登记日期').fill('2026-01-05');
      await page.getByLabel('合法稳定住所').check();
      await page.getByLabel('到站领取').check();
      return page;
    };
    const page = await begin();
    await page.getByText(/\*{4}/).first().waitFor();
    expect(await page.getByText('演示沈').count()).toBe(0);
    await page.getByLabel('现在扫描的，我已对照原件').check();
    await page
      .getByRole('group', { name: '证明材料' })
      .locator('input[type=file]')
      .setInputFiles({
        name: 'scan.jpg',
        mimeType: 'image/jpeg',
        buffer: variant('image/jpeg', 'scan at the counter'),
      });
    await page.getByText('已上传 1 份').waitFor();
    await look(page, 'counter');
    await expectSound(page);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();

    const again = await begin();
    await again.getByText('综合服务站核对').waitFor();
    await again.getByLabel(/^居民同意再用：居住地住址证明/).check();
    await look(again, 'counter-again');
    await expectSound(again);
    await again.getByRole('button', { name: '登记', exact: true }).click();
    await again.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    expect([...page.errors, ...again.errors]).toEqual([]);
    type Disclosed = { disclosures: { kind: string }[] };
    const { body } = await api.get<Disclosed>('/me/disclosures', 'resident-shen');
    expect(body.disclosures.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['file-read', 'paper-reused']));
  });
});
