/** Handing a request on: which office, in which words, and nothing left behind; the ledger; whose clock is shown. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client } from '../journey/client.ts';
import { atOffice } from '../journey/steps.ts';
import { hasChromium, oldPc, type Pages, phone, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { fileRegistration } from './desk-cases.ts';
import { soon } from '../support/soon.ts';

(hasChromium ? describe : describe.skip)('handing on', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  test('an office is chosen among those there are; once handed away, nothing of it is asked for again', async () => {
    const { id } = await fileRegistration(api, 'resident-chen');
    await api.act('clerk-lin', id, 'accept');
    await atOffice(api, id, 'resident-chen');
    const page = await pages.visit(`/workbench/tickets/${id}`, { as: 'officer-police', context: { viewport: oldPc } });
    const papers = page.getByRole('heading', { name: '材料', exact: true });
    await papers.waitFor();
    await page.getByRole('button', { name: /^退回/ }).click();
    const form = page.getByRole('form', { name: '退回' });
    await form.getByLabel('常用语：原因').selectOption('此事项不属于本单位职责，建议由所列单位办理。');
    await form.getByLabel('部门').selectOption('civil-affairs');
    const office = form.getByRole('combobox', { name: '单位', exact: true });
    // The nearest is proposed, the others stand below it: all are of the district, or the city's own.
    await office.locator('option', { hasText: '崇川区城东街道民政办' }).waitFor({ state: 'attached' });
    await soon(async () => expect(await office.inputValue()).toBe('civil-affairs-320613001'));
    await soon(async () => expect(await office.locator('option').count()).toBeGreaterThan(3));
    const offered = await office.locator('option').evaluateAll((all) => all.map((each) => each.getAttribute('value')));
    expect(offered.filter((each) => each && !/^civil-affairs-(320613\d{0,6}|3206)$/.test(each))).toEqual([]);
    await office.selectOption('civil-affairs-320613');
    await expectSound(page);
    await form.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('您不能看申请内容').waitFor();
    await page.waitForLoadState('networkidle');
    await papers.waitFor({ state: 'detached' });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a station prints its ledger', async () => {
    for (const viewport of [oldPc, phone]) {
      const page = await pages.visit('/workbench', { as: 'clerk-lin', context: { viewport } });
      await page.getByRole('link', { name: '月台账' }).click();
      await page.getByRole('table').waitFor();
      await page.getByRole('rowheader', { name: '合计' }).waitFor();
      await expectSound(page);
      await page.getByRole('link', { name: '回待办列表' }).click();
      await page.getByRole('link', { name: '月台账' }).waitFor();
      await expectSound(page);
      expect(page.errors).toEqual([]);
      await page.context().close();
    }
    // An office of a department answers for many communities: it has no such sheet.
    const police = await pages.visit('/workbench', { as: 'officer-police' });
    await police.getByText(/更新$/).waitFor();
    expect(await police.getByRole('link', { name: '月台账' }).count()).toBe(0);
    await police.context().close();
  });

  test('when the board was read is told by the clock of the service', async () => {
    await api.advance('PT5H');
    const page = await pages.visit('/workbench', { as: 'clerk-lin', context: { viewport: oldPc } });
    const shown = (await page.getByText(/^\d\d:\d\d 更新$/).textContent())?.slice(0, 5) ?? '';
    const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const now = minutes((await api.now()).slice(11, 16));
    expect((now - minutes(shown) + 24 * 60) % (24 * 60)).toBeLessThanOrEqual(2);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
