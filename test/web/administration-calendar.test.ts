/** A year's days off by two administrators in real Chromium: pasted, touched, tried, proposed, confirmed, recomputed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { statutoryDaysOff } from '../../domain/sla/statutory.ts';
import { notice2027 } from '../domain/sla/notice-2027.ts';
import { festivals } from '../domain/sla/published.ts';
import { client } from '../journey/client.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSoundEverywhere, heading, openAs, unexpected } from './administration-cases.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const [first, second] = ['administrator', 'administrator-second'];
const path = '/administration/calendar/2027';
/** Made up, in the shape of the real ones. */
const notice = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至14日放假调休，共10天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假。
六、中秋节：9月15日放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
八、另有安排，另行通知。`;

/** What the law alone gives, as a notice. */
const of2028 = { off: festivals.filter(({ year }) => year === 2028).flatMap(statutoryDaysOff), makeUp: [] };

(hasChromium ? describe : describe.skip)('the days off of a year', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  const open = (as: string, at = path) => openAs(pages, at, as);
  const form = (page: Page) => page.getByRole('form', { name: /录入 2027 年放假安排/ });

  test('what is not understood is said and left; a day by the keyboard; problems stand at their day', async () => {
    const page = await open(first);
    await page.getByText('尚未公布').waitFor();
    await page.getByRole('button', { name: '录入放假安排' }).click();
    await form(page).getByLabel('通知原文').fill(notice);
    await form(page).getByText('没有写明节日').waitFor();
    await form(page).getByRole('button', { name: '填入看懂的 7 行' }).click();
    await soon(async () =>
      expect(await form(page).getByLabel('通知原文').inputValue()).toBe('八、另有安排，另行通知。'),
    );
    await form(page).getByRole('button', { name: '2月5日 周五 放假，春节' }).waitFor();
    // Taken away with the keyboard, and found missing by the service when it is tried.
    await form(page).getByRole('button', { name: '6月8日 周二 平常' }).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await form(page).getByRole('button', { name: '6月9日 周三 平常' }).waitFor();
    await form(page).getByRole('button', { name: '6月8日 周二 放假，元旦' }).click();
    await form(page).getByRole('button', { name: '试算影响' }).click();
    await form(page).getByText('缺少法定节假日 2027-06-09（端午）').waitFor();
    await form(page)
      .getByRole('button', { name: /6月9日 .*有问题/ })
      .waitFor();
    await expectSound(page);
    // A reload loses nothing.
    await page.reload();
    await page.getByRole('button', { name: '录入放假安排' }).click();
    await form(page).getByText('您上次没有提交的内容').waitFor();
    await form(page).getByLabel('点到的日期叫什么').selectOption('端午');
    await form(page).getByRole('button', { name: '6月9日 周三 平常' }).click();
    await form(page).getByRole('button', { name: '提出，请另一人确认' }).click();
    await form(page).getByText('请填写').waitFor();
    await form(page).getByLabel('依据').fill('国务院办公厅通知（演示）');
    await form(page).getByRole('button', { name: '试算影响' }).click();
    await form(page)
      .getByText(/已看完全部 \d+ 件在办/)
      .waitFor();
    await form(page).getByRole('button', { name: '提出，请另一人确认' }).click();
    await page.getByText('已提出，等另一人确认').waitFor();
    await page.getByText('自己不能确认').waitFor();
    expect(unexpected(page.errors, 422)).toEqual([]);
    await page.context().close();
  });

  test('the second person compares, tries, and confirms what is still the newest; clocks follow; undo is the law again', async () => {
    const api = client(pages.url);
    const source = '更正后的通知（演示）';
    const propose = (body: object) => api.must('POST', '/calendar/years/2027', { as: first, body });
    await propose({ ...notice2027, source: '通知（演示）', ifVersion: 0 });
    const page = await open(second);
    await page.getByRole('heading', { name: '待确认的草案' }).waitFor();
    await page.getByRole('row', { name: '2月20日' }).getByText('上班 · 春节').waitFor();
    await page.getByText('草案的全年').click();
    await expectSound(page);
    await page.getByRole('button', { name: '确认生效' }).click();
    // Meanwhile the first one proposes again: what was read is not what would be confirmed.
    await propose({ ...notice2027, source, ifVersion: 0 });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('所有未结束的时限按新日历重算').waitFor();
    await dialog.getByRole('button', { name: '确认生效' }).click();
    await dialog.getByText('草案已被替换').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByText(source).waitFor();
    await page.getByRole('button', { name: '试算影响' }).click();
    await page.getByText(/已看完全部 \d+ 件在办/).waitFor();
    await page.getByRole('button', { name: '确认生效' }).click();
    await dialog.getByRole('button', { name: '确认生效' }).click();
    await page.getByText('已生效，正在重新计算').waitFor();
    await page.getByText(/开始重新计算/).waitFor();
    await page.getByText('演示管理员 提出，演示管理员（第二人） 确认').waitFor();
    // The page looks again by itself until it is finished.
    await api.advance('PT10M');
    await page.getByText(/已于 .* 全部完成/).waitFor();
    expect(unexpected(page.errors, 412, 401)).toEqual([]);
    await page.context().close();
  });

  test('a proposal is withdrawn, and never confirmed by whoever still sees it', async () => {
    const api = client(pages.url);
    const source = '草案（演示）';
    const next = '/administration/calendar/2028';
    await api.must('POST', '/calendar/years/2028', { as: first, body: { ...of2028, source, ifVersion: 0 } });
    const two = await open(second, next);
    await two.getByText(source).waitFor();
    await two.getByRole('button', { name: '确认生效' }).click();
    const one = await open(first, next);
    await one.getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('button', { name: '录入放假安排' }).waitFor();
    await two.getByRole('dialog').getByRole('button', { name: '确认生效' }).click();
    await two.getByRole('dialog').getByText('该年没有待确认的草案').waitFor();
    expect([...unexpected(one.errors), ...unexpected(two.errors, 404)]).toEqual([]);
    await one.context().close();
    await two.context().close();
  });

  test('a district’s administrator reads; a year that nobody knows leaves a way on', async () => {
    const page = await open('administrator-district');
    await page.getByText('只有市级管理员可以录入').waitFor();
    await page.goto(`${pages.url}/administration/calendar/2003`);
    await page.getByText('系统没有这一年的日历').waitFor();
    await expectSound(page);
    await page.goto(`${pages.url}/administration/calendar`);
    await heading(page, /^\d{4} 年放假安排$/).waitFor();
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByRole('link', { name: '区域基数' }).isVisible()).toBe(false));
    expect(unexpected(page.errors, 404)).toEqual([]);
    await page.context().close();
  });

  test('sound wide and narrow, in both languages', async () => {
    await expectSoundEverywhere(pages, path, first);
  });
});
