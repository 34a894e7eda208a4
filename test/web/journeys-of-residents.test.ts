/** Whole journeys in real Chromium, seen from the resident: a bad rating and what becomes of it (J6), a daughter who acts (J9). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type Client, client, until } from '../journey/client.ts';
import { hasChromium, look, oldPc, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { fileCertificate } from './desk-cases.ts';
import { soon } from '../support/soon.ts';

const context = { viewport: oldPc };
const act = async (page: Page, name: string, fill: (form: Locator) => Promise<unknown>): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const form = page.getByRole('form', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
};
const done = (page: Page, name: string) => page.getByRole('status').filter({ hasText: `已办：${name}` });

(hasChromium ? describe : describe.skip)('journeys of residents', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  const state = (id: string, as: string, wanted: string) =>
    until(wanted, async () => ((await api.ticket(id, as)).state === wanted ? true : undefined));

  test('J6: a bad rating is looked into by somebody else, put right, objected to, called back; both values stay', async () => {
    const { id, reference } = await fileCertificate(api, 'resident-chen');
    await state(id, 'clerk-lin', 'submitted');
    await api.act('clerk-lin', id, 'resolve', { outcome: 'done', answer: '已开具。' });
    const resident = await pages.visit(`/my/${id}`, { as: 'resident-chen' });
    await resident.getByText('非常不满意').click();
    await resident.getByText('没有解决').click();
    await resident.getByLabel('想说的话').fill('证明上的名字写错了');
    await resident.getByRole('button', { name: '提交评价' }).click();
    await resident.getByRole('heading', { name: '整改中' }).waitFor();
    await expectSound(resident);

    // Who was rated sees that it happened, not what was written, and cannot look into it themselves.
    const rated = await pages.visit(`/workbench/tickets/${id}`, { as: 'clerk-lin', context });
    await rated.getByRole('button', { name: /^对评价申诉/ }).waitFor();
    expect(await rated.getByRole('button', { name: /^核实差评/ }).count()).toBe(0);

    // The street's morning list leads to it: what was said, the number to call and nothing else, what was found.
    const street = await pages.visit('/supervision?kind=bad-rating', { as: 'supervisor-street', context });
    const row = street.getByRole('row').filter({ hasText: reference });
    await row.getByRole('link').click();
    await street.getByText('证明上的名字写错了').waitFor();
    await street.getByText('1 非常不满意 · 没有解决').waitFor();
    await street.getByText('您不能看申请内容').waitFor();
    expect(await street.getByText('演示陈').count()).toBe(0);
    await street.getByRole('button', { name: '查看联系电话' }).click();
    await street.getByLabel('理由').fill('核实评价');
    await expectSound(street);
    await look(street, 'street-number');
    await street.getByRole('button', { name: '显示两分钟' }).click();
    await street.getByRole('link', { name: '19900000001' }).waitFor();
    await act(street, '核实差评', (form) => form.getByRole('textbox', { name: '结论' }).fill('属实：姓名有误'));
    await done(street, '核实差评').waitFor();
    await expectSound(street);
    await look(street, 'street-verified');

    const colleague = await pages.visit(`/workbench/tickets/${id}`, { as: 'clerk-sun', context });
    await colleague.getByRole('button', { name: /^整改或解释/ }).click();
    const form = colleague.getByRole('form', { name: '整改或解释' });
    await form.getByLabel('整改还是解释').selectOption('rectified');
    await form.getByRole('textbox', { name: '说明' }).fill('已重开证明，请来取或由我们送上门。');
    await expectSound(colleague);
    await form.getByRole('button', { name: '整改或解释', exact: true }).click();
    await state(id, 'resident-chen', 'calling-back');
    await resident.reload();
    await resident.getByText('已重开证明，请来取或由我们送上门。').first().waitFor();

    await rated.reload();
    await rated.getByRole('button', { name: /^对评价申诉/ }).click();
    const appeal = rated.getByRole('form', { name: '对评价申诉' });
    await appeal.getByRole('textbox', { name: '证据和理由' }).fill('名字按身份证录入，有扫描件');
    await appeal.getByRole('button', { name: '对评价申诉', exact: true }).click();
    await rated.getByRole('status').filter({ hasText: '已办：对评价申诉' }).waitFor();

    // Decided above the street: found by its reference, with what the rated person says.
    const district = await pages.visit('/supervision', { as: 'supervisor-district', context });
    await district.getByRole('heading', { level: 1, name: /今日清单/ }).waitFor();
    await district.keyboard.press('/');
    await district.keyboard.type(reference);
    await district.keyboard.press('Enter');
    await district.getByText('名字按身份证录入，有扫描件').waitFor();
    await act(district, '裁定评价申诉', async (form) => {
      await form.getByLabel('申诉成立吗').selectOption('no');
      await form.getByRole('textbox', { name: '原因' }).fill('证据不足');
    });
    await done(district, '裁定评价申诉').waitFor();
    await expectSound(district);
    await look(district, 'district-decided');

    await street.goto(`${pages.url}/supervision?kind=bad-rating`);
    await row.getByRole('link').click();
    await act(street, '记录回访', async (form) => {
      await form.getByLabel(/居民给的分/).selectOption('4');
      await form.getByRole('textbox', { name: '说明' }).fill('已收到新证明');
    });
    await done(street, '记录回访').waitFor();
    await street.keyboard.press('Escape');
    await street.getByText(/清单是空的/).waitFor();
    await state(id, 'resident-chen', 'closed');
    await resident.reload();
    await resident.getByRole('heading', { name: '已关闭' }).waitFor();
    expect((await api.ticket(id, 'resident-chen')) as unknown).toMatchObject({ rating: { level: 1 } });
    const all = [resident, rated, colleague, street, district];
    expect(all.flatMap((page) => page.errors)).toEqual([]);
    for (const page of all) await page.context().close();
  });

  test('J9: a daughter files for her mother, both see it; once it is revoked, only the mother does', async () => {
    const mother = await pages.visit('/acting/grant', { as: 'resident-shen' });
    await mother.getByLabel('代办人的编号').fill('resident-gu');
    await mother.getByLabel(/社区\(村\)证明出具/).check();
    await mother.getByRole('button', { name: '确认委托' }).click();
    await mother.getByText('演**').waitFor();
    const daughter = await pages.visit('/acting', { as: 'resident-gu' });
    await daughter.getByRole('button', { name: '代办' }).click();
    await daughter.getByText('正在代 演示沈 办理').waitFor();
    await daughter.goto(`${pages.url}/file/community-certificate`);
    await daughter.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();
    await soon(async () => expect(await daughter.getByText('正在代 演示沈 办理').count()).toBe(1));
    const { body } = await api.get<{ held: { id: string }[] }>('/mandates', 'resident-gu');
    const filed = await api.file('resident-gu', {
      itemId: 'community-certificate',
      communityCode: '320613001001',
      mandateId: body.held[0]?.id,
      form: { kind: 'live', recipient: '养老机构', purpose: '入住' },
    });
    const { id, reference } = filed.body;
    await daughter.goto(`${pages.url}/my/${id}`);
    await daughter.getByText(reference).first().waitFor();
    await expectSound(daughter);
    await mother.goto(`${pages.url}/my`);
    await mother.getByText(reference).first().waitFor();
    await mother.goto(`${pages.url}/acting`);
    await mother.getByRole('button', { name: '撤销' }).click();
    await mother.getByText('已撤销').waitFor();
    await daughter.goto(`${pages.url}/my/${id}`);
    await daughter.getByRole('heading', { level: 1, name: /没有/ }).waitFor();
    await mother.goto(`${pages.url}/my/${id}`);
    await mother.getByText(reference).first().waitFor();
    expect([...mother.errors, ...daughter.errors.filter((error) => !error.includes('404'))]).toEqual([]);
    await mother.context().close();
    await daughter.context().close();
  });
});
