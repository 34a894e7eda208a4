/** Catalogue, offices and limits in real Chromium: proposed by one, looked at and approved by another, brought back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectSoundEverywhere, heading, openAs, unexpected } from './administration-cases.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const [first, second, district] = ['administrator', 'administrator-second', 'administrator-district'];

(hasChromium ? describe : describe.skip)('catalogue, offices and limits', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  const open = (path: string, as: string) => openAs(pages, path, as);

  test('an item is found, changed with a preview, approved by somebody else and brought back', async () => {
    const one = await open('/administration/catalogue', first);
    await one.getByLabel('名称、代码').fill('高龄津贴');
    await one.waitForURL(({ searchParams }) => searchParams.get('q') === '高龄津贴');
    await expectSound(one);
    await one
      .getByRole('link', { name: /高龄津贴/ })
      .first()
      .click();
    await one.getByRole('button', { name: '修改', exact: true }).click();
    const form = one.getByRole('form', { name: /修改事项/ });
    // What is wrong is told at its field, and what was typed outlives a reload.
    await form.getByLabel('中文名称').first().fill('');
    await form.getByLabel('承诺（工作日）').fill('2');
    await form.getByRole('button', { name: /提出/ }).click();
    await form.getByText('请填写').first().waitFor();
    await expectSound(one);
    await one.reload();
    await one.getByRole('button', { name: '修改', exact: true }).click();
    await soon(async () => expect(await form.getByLabel('承诺（工作日）').inputValue()).toBe('2'));
    await form.getByLabel('中文名称').first().fill('高龄津贴（提速）');
    await form.getByLabel('理由').fill('市政府提速决定');
    await form.getByRole('button', { name: '预览影响' }).click();
    await form.getByText('及于全市 2005 个社区').waitFor();
    await form.getByRole('cell', { name: '高龄津贴（提速）' }).waitFor();
    await expectSound(one);
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByText('已提出。由另一人确认后生效。').waitFor();
    await one.getByText('自己不能确认').waitFor();
    expect(await one.getByRole('button', { name: '确认生效' }).count()).toBe(0);
    expect(unexpected(one.errors)).toEqual([]);
    await one.context().close();

    const two = await open('/administration', second);
    await two.getByRole('link', { name: /事项目录：/ }).click();
    await two.getByRole('cell', { name: '高龄津贴（提速）' }).waitFor();
    await expectSound(two);
    await two.getByRole('button', { name: '确认生效' }).click();
    await two.getByRole('dialog').getByRole('button', { name: '确认生效' }).click();
    await two.getByText(/已确认，自 .* 起生效/).waitFor();
    await two.goto(`${pages.url}/administration/catalogue/old-age-allowance`);
    await two.getByText('第 2 版').waitFor();
    await two.getByText('与上一版的差别').first().click();
    await two.getByRole('cell', { name: '高龄津贴（提速）' }).waitFor();
    await two.getByRole('button', { name: '恢复这一版' }).click();
    await two.getByLabel('理由').fill('恢复原版本');
    await two.getByRole('button', { name: '提出，等另一人确认' }).click();
    await two.getByText('已提出。由另一人确认后生效。').waitFor();
    await two.getByRole('button', { name: '撤回草案' }).click();
    await two.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await two.getByRole('button', { name: '恢复这一版' }).waitFor();
    expect(unexpected(two.errors)).toEqual([]);
    await two.context().close();
  });

  test('steps, choices, groups and outcome are changed in the form, and nothing else differs', async () => {
    const one = await open('/administration/catalogue/min-living-allowance', first);
    await one.getByRole('button', { name: '修改', exact: true }).click();
    const form = one.getByRole('form', { name: /修改事项/ });
    const part = (name: string) => form.locator('summary', { hasText: name }).click();
    await part('环节');
    await form.getByRole('button', { name: '加一个环节' }).click();
    const step = form.getByRole('group', { name: /^环节 7/ });
    await step.getByLabel('环节编号').fill('hearing');
    await step.getByLabel('中文名称').fill('听证');
    await step.getByLabel('英文名称').fill('Hearing');
    await step.getByLabel('部门', { exact: true }).selectOption('civil-affairs');
    await step.getByLabel(/特殊环节/).check();
    await step.getByLabel('县级民政部门确认').check();
    await form
      .getByRole('group', { name: /^环节 4/ })
      .getByLabel('公示天数')
      .fill('10');
    await form.getByLabel('理由').fill('增加听证环节');
    // Without a level nobody could do it: told at its field.
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await step.locator('.problem', { hasText: '请选择' }).waitFor();
    await step.getByLabel('由哪一级办').selectOption('district');
    await part('表单问题');
    const cause = form.getByRole('group', { name: /^问题 8/ });
    await cause.getByRole('button', { name: '加一个选项' }).click();
    const choice = cause.getByRole('group', { name: /^选项/ }).last();
    await choice.getByLabel('中文名称').fill('遭遇诈骗');
    await choice.getByLabel('英文名称').fill('Fraud');
    await choice.getByLabel('存储值').fill('fraud');
    await part('优先人群');
    await form.getByRole('group', { name: '优先人群' }).getByLabel('80 岁以上老人').check();
    await part('办理结果');
    await form.getByLabel('种类').selectOption('certificate');
    await expectSound(one);
    await form.getByRole('button', { name: '预览影响' }).click();
    await form.getByText('及于全市 2005 个社区').waitFor();
    const rows = await form.getByRole('row').locator('th[scope=row]').allTextContents();
    // What was touched differs, and nothing else does.
    expect(rows).toHaveLength(5);
    expect(rows.map((row) => row.split(' › ').slice(0, 3).join(' '))).toEqual(
      expect.arrayContaining(['结果 种类', '环节 提醒 publicNotice', '环节 hearing', '表单 问题 cause']),
    );
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByText('已提出。由另一人确认后生效。').waitFor();
    await one.getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('button', { name: '修改', exact: true }).waitFor();
    expect(unexpected(one.errors)).toEqual([]);
    await one.context().close();
  });

  test('an office hands over its region after the routing rule was run over every pair', async () => {
    const one = await open('/administration/offices?department=police&q=和平桥', district);
    await one
      .getByRole('link', { name: /和平桥/ })
      .first()
      .click();
    await one.getByRole('button', { name: '撤销' }).click();
    const form = one.getByRole('form', { name: /撤销/ });
    await form.getByLabel(/由哪个单位承接/).selectOption({ label: '崇川区城东街道派出所' });
    await form.getByLabel('理由').fill('两所合署办公');
    await form.getByRole('button', { name: '核对派单' }).click();
    await form.getByText('每一个都有唯一的承办单位。').waitFor();
    await expectSound(one);
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByText('已提出。由另一人确认后生效。').waitFor();
    expect(unexpected(one.errors)).toEqual([]);
    await one.context().close();
  });

  test('a limit is changed; an illegal one is refused at its field', async () => {
    const one = await open('/administration/limits', first);
    await one.getByRole('button', { name: '提出修改' }).click();
    const form = one.getByRole('form', { name: '修改全市时限' });
    const notice = form.getByRole('group', { name: '一次性告知' });
    await notice.getByLabel('数值').fill('6');
    await form.getByLabel('理由').fill('试改');
    await form.getByLabel('理由').fill('试改时限');
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await notice.getByText('一次性告知最多 5 天').waitFor();
    await notice.getByLabel('数值').fill('4');
    await form.getByRole('button', { name: '预览影响' }).click();
    await form.getByRole('cell', { name: '4', exact: true }).waitFor();
    await expectSound(one);
    await form.getByRole('button', { name: '提出，等另一人确认' }).click();
    await one.getByText('已提出。由另一人确认后生效。').waitFor();
    expect(unexpected(one.errors, 422)).toEqual([]);
    await one.context().close();
  });

  test('every page is sound at a desk, on a phone and in English', async () => {
    for (const path of [
      'catalogue',
      'catalogue/old-age-allowance',
      'offices',
      'offices/police-320613001',
      'offices/open',
      'limits',
    ])
      await expectSoundEverywhere(pages, `/administration/${path}`, first);
    const page = await open('/administration/offices', district);
    await heading(page, '单位').waitFor();
    await page.context().close();
  });
});
