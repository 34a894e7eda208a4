/** Limits of one district in real Chromium: proposed at the district, previewed, approved by another, brought back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectSoundEverywhere, openAs, unexpected } from './administration-cases.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const [district, city] = ['administrator-district', 'administrator'];
const path = '/administration/limits/320613000000';

(hasChromium ? describe : describe.skip)('limits of one district', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  test('proposed at the district, approved by the city, seen beside the city’s, and all given back', async () => {
    const one = await openAs(pages, '/administration/limits', district);
    // Its own district alone, and nothing of the city to change.
    const own = one.getByRole('link', { name: '崇川区' });
    await own.waitFor();
    expect(await one.getByRole('button', { name: '提出修改' }).count()).toBe(0);
    await own.click();
    await one.getByText('还没有另定过时限。').waitFor();
    await one.getByRole('button', { name: '提出修改' }).click();
    const form = one.getByRole('form', { name: '修改崇川区的时限' });
    const extension = form.getByRole('group', { name: '延长最多' });
    await extension.getByLabel('另定').check();
    await soon(async () => expect(await extension.getByLabel('数值').inputValue()).toBe('10'));
    await extension.getByLabel('数值').fill('12');
    await form.getByLabel('理由').fill('本区提速试点');
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await extension.getByText('延长期限最多 10 天').waitFor();
    await expectSound(one);
    // What was typed outlives a reload.
    await extension.getByLabel('数值').fill('8');
    await one.reload();
    await one.getByRole('button', { name: '提出修改' }).click();
    await soon(async () => expect(await extension.getByLabel('数值').inputValue()).toBe('8'));
    const sign = form.getByRole('group', { name: '签收' });
    await sign.getByLabel('另定').check();
    await sign.getByLabel('数值').fill('2');
    // Taken back, it is the city's again and is not sent.
    const verify = form.getByRole('group', { name: '差评核实' });
    await verify.getByLabel('另定').check();
    await verify.getByLabel('另定').uncheck();
    await form.getByRole('button', { name: '预览影响' }).click();
    await form.getByRole('row', { name: /签收 › 数值/ }).waitFor();
    expect(await form.getByRole('row', { name: /差评核实/ }).count()).toBe(0);
    await expectSound(one);
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByText('已提出。由另一人确认后生效。').waitFor();
    await one.getByText('自己不能确认').waitFor();
    await expectSound(one);
    expect(unexpected(one.errors, 422)).toEqual([]);

    const two = await openAs(pages, '/administration', city);
    await two.getByRole('link', { name: /时限：崇川区的时限/ }).click();
    await two.getByRole('button', { name: '确认生效' }).click();
    await two.getByRole('dialog').getByRole('button', { name: '确认生效' }).click();
    await two.getByText(/已确认，自 .* 起生效/).waitFor();
    await two.goto(`${pages.url}/administration/limits`);
    await two.getByText('签收 2 工作小时，延长最多 8 工作日').waitFor();
    expect(unexpected(two.errors)).toEqual([]);
    await two.context().close();

    await one.reload();
    await one.getByRole('row', { name: /^签收 4 工作小时 2 工作小时/ }).waitFor();
    await one.getByText('与全市的差别').click();
    await one.getByRole('row', { name: /延长最多 › 数值 10 8/ }).waitFor();
    await expectSound(one);
    await one.getByRole('button', { name: '全部恢复为全市时限' }).click();
    await one.getByLabel('理由').fill('试点结束');
    await one.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByRole('row', { name: /签收 › 数值 2 4/ }).waitFor();
    expect(unexpected(one.errors, 422)).toEqual([]);
    await one.context().close();
  });

  test('sound wide and narrow, in both languages', async () => {
    await expectSoundEverywhere(pages, path, district);
    await expectSoundEverywhere(pages, '/administration/limits', city);
  });
});
