/** Filing for those who come or call, in real Chromium on the real system, from the first key to the receipt. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { checkCharacter } from '../../domain/id-number.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { type Client, client, until } from '../journey/client.ts';
import { residentNamed } from '../journey/travel.ts';
import { hasChromium, oldPc, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const context = { viewport: oldPc };
/** Waits until the field has the focus, so that what is typed lands in it. */
const focused = (page: Page, name: RegExp) =>
  until(`the focus in ${name.source}`, async () => {
    const field = page.getByLabel(name);
    return (await field.evaluate((element) => element === document.activeElement)) || undefined;
  });

(hasChromium ? describe : describe.skip)('filing at the desk', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  const filedBy = async (as: string) =>
    (await api.get<{ tickets: { reference: string; channel: string; itemId: string }[] }>('/tickets', as)).body.tickets;

  test('at the counter with the keyboard alone: ID number, matter in pinyin, three answers, receipt, next person', async () => {
    const page = await pages.visit('/workbench', { as: 'clerk-lin', context });
    await page.getByRole('heading', { level: 1, name: /德民社区/ }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: '窗口受理' }).waitFor();
    await focused(page, /身份证号或手机号/);
    await expectSound(page);
    await page.keyboard.type('32061319430815002X');
    await page.keyboard.press('Enter');
    await page.getByText('独居、空巢老人').waitFor();
    await page.getByText('没有正在办的申请').waitFor();
    await focused(page, /事项、口语或拼音/);
    await page.keyboard.type('sqzm');
    await page.getByRole('option', { name: /社区\(村\)证明出具/ }).waitFor();
    await expectSound(page);
    await page.keyboard.press('Enter');
    await page.getByText('以下用档案里的，不用再问').waitFor();
    // Nothing filled in yet: Enter leads to what is missing.
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: '请改正' }).waitFor();
    await expectSound(page);
    await focused(page, /居住情况/);
    await page.keyboard.press('Space');
    await page.getByLabel('使用单位').fill('城东小学');
    await page.getByLabel('用途').fill('孩子入学');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    await page.getByRole('img', { name: '扫码查进度' }).waitFor();
    await expectSound(page);
    const [filed] = await filedBy('resident-shen');
    expect(filed).toMatchObject({ channel: 'counter', itemId: 'community-certificate' });
    await soon(async () => expect(await page.locator('.reference').textContent()).toBe(filed?.reference));
    // Printed, there is the receipt and nothing else.
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByRole('banner').isVisible()).toBe(false));
    await soon(async () => expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0));
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('n');
    await focused(page, /身份证号或手机号/);
    await soon(async () => expect(await page.getByLabel('身份证号或手机号').inputValue()).toBe(''));
    expect(page.url()).not.toMatch(/\d{11}/);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('somebody who registered on the web shows card and code: verified, and served at once', async () => {
    const idNumber = `32061319900101003${checkCharacter('32061319900101003')}`;
    const { body: registered } = await api.must<{ code: string }>('POST', '/me/registration', {
      as: 'counter-visitor',
      body: { name: '演示码', idNumber, phone: '19900000078', communityCode: '320613001001', address: '演示路 9 号' },
    });
    const page = await pages.visit('/workbench/counter', { as: 'clerk-lin', context });
    await page.getByRole('button', { name: '核验身份' }).click();
    const form = page.getByRole('form', { name: '核验身份' });
    await form.getByLabel('身份证号').fill(idNumber);
    await form.getByLabel('核验码').fill(registered.code.toLowerCase());
    await form.getByRole('button', { name: '核验通过' }).click();
    await form.getByRole('alert').filter({ hasText: '对照身份证和本人' }).waitFor();
    await expectSound(page);
    await form.getByLabel('我已对照身份证和本人').check();
    await form.getByRole('button', { name: '核验通过' }).click();
    await page.getByText('身份已核验').waitFor();
    await focused(page, /事项、口语或拼音/);
    await soon(async () => expect(await page.getByRole('button', { name: '核验身份' }).count()).toBe(0));
    const { body: me } = await api.get<{ registration: string }>('/me', 'counter-visitor');
    expect(me.registration).toBe('verified');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a power of attorney is recorded with the original in hand, and ended when the person wishes', async () => {
    const page = await pages.visit('/workbench/counter', { as: 'clerk-lin', context });
    await focused(page, /身份证号或手机号/);
    await page.keyboard.type('32061319430815002X');
    await page.keyboard.press('Enter');
    await page.getByText('委托与监护').click();
    await page.getByText('没有人可以代其办事').waitFor();
    await page.getByRole('button', { name: '登记委托或监护' }).click();
    const form = page.getByRole('form', { name: '登记委托或监护' });
    await form.getByRole('button', { name: '登记' }).click();
    await form.getByRole('alert').filter({ hasText: '请输入代办人证件上的号码' }).waitFor();
    await expectSound(page);
    // A child's guardian for somebody of eighty-three: refused in words, and nothing typed is lost.
    await form.getByLabel(/未成年人的监护人/).check();
    await form.getByLabel('代办人身份证号').fill(residentNamed('resident-gu').resident.idCard);
    await form.getByLabel('到哪一天为止').fill(addDays(dateOf(await api.now()), 30));
    await form.getByRole('checkbox', { name: '全部事项' }).check();
    await form.getByLabel('我已核对原件').check();
    await form.getByRole('button', { name: '登记' }).click();
    await form.getByRole('alert').filter({ hasText: '已满十八周岁' }).waitFor();
    await form.getByLabel(/书面授权委托书/).check();
    await form.getByRole('checkbox', { name: '全部事项' }).uncheck();
    await form.getByLabel('事项、口语或拼音首字母').fill('高龄');
    await form.getByLabel(/高龄/).first().check();
    await expectSound(page);
    await form.getByRole('button', { name: '登记' }).click();
    const line = page.getByRole('listitem').filter({ hasText: '书面授权委托书' });
    await line.getByText(/1 个事项/).waitFor();
    const { body: held } = await api.get<{ held: { inForce: boolean }[] }>('/mandates', 'resident-gu');
    expect(held.held).toMatchObject([{ inForce: true }]);
    await line.getByRole('button', { name: '撤销' }).click();
    await line.getByLabel('为什么撤销').fill('本人要求');
    await line.getByRole('button', { name: '立即撤销' }).click();
    await line.getByText('已撤销').waitFor();
    await expectSound(page);
    // What the service refused, the browser writes down, too.
    await soon(async () => expect(page.errors).toEqual([expect.stringContaining('422')]));
    await page.context().close();
  });

  test('the same thing is not filed twice without being told', async () => {
    const page = await pages.visit('/workbench/counter', { as: 'clerk-lin', context });
    await focused(page, /身份证号或手机号/);
    await page.keyboard.type('19900000002');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '正在办的' }).waitFor();
    // What was filed lately at this computer is offered; this one has filed nothing yet.
    await page.getByRole('combobox', { name: /事项/ }).fill('社区证明');
    await page.getByRole('option', { name: /社区\(村\)证明出具/ }).click();
    await page.getByRole('alert').filter({ hasText: '有一件同样的正在办' }).waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('on the phone for somebody without a file, whose number is not asked twice', async () => {
    const page = await pages.visit('/workbench/phone', { as: 'clerk-lin', context });
    const idNumber = `32061319750301003${checkCharacter('32061319750301003')}`;
    await focused(page, /身份证号或手机号/);
    await page.keyboard.type(idNumber);
    await page.keyboard.press('Enter');
    await page.getByText('没有找到。').waitFor();
    await page.getByRole('button', { name: '没有档案，直接登记' }).click();
    await page.getByRole('combobox', { name: /事项/ }).fill('居住登记');
    await page
      .getByRole('option', { name: /居住登记/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('申请人身份证号').waitFor();
    await soon(async () => expect(await page.getByLabel('申请人身份证号').inputValue()).toBe(idNumber));
    await page.getByLabel('申请人姓名').fill('演示电');
    await page.getByLabel('联系电话').fill('19900000077');
    for (const where of ['现居住地址', '本地居住地址']) {
      const address = page.getByRole('group', { name: where });
      await address.getByRole('button', { name: /^就在/ }).click();
      await address.getByLabel('街路、门牌、室号').fill('人民路 1 号');
    }
    await page.getByLabel('入住日期').fill('2026-10-01');
    await page.getByLabel('务工经商').check();
    await page.getByLabel('租住').check();
    await expectSound(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '已登记' }).waitFor();
    const reference = await page.locator('.reference').textContent();
    const { body } = await api.must<{ tickets: { channel: string }[] }>('POST', '/tickets/search', {
      as: 'clerk-lin',
      body: { by: 'reference', value: reference },
    });
    expect(body.tickets).toMatchObject([{ channel: 'hotline' }]);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
