/** The frame of the administration, targets by two people, and the facts of regions, in real Chromium. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { client } from '../journey/client.ts';
import { expectSoundEverywhere, heading, openAs, unexpected, wide } from './administration-cases.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { soon } from '../support/soon.ts';

const [first, second, district] = ['administrator', 'administrator-second', 'administrator-district'];

(hasChromium ? describe : describe.skip)('the administration', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages?.stop());

  const open = (path: string, as: string) => openAs(pages, path, as);

  test('administrators land here after signing in; everybody else is told whose pages these are', async () => {
    const page = await pages.visit('/mine', { context: { viewport: wide } });
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: /演示管理员(?!（第二人）)/ }).click();
    await heading(page, '管理总览').waitFor();
    await page.waitForURL(({ pathname }) => pathname === '/administration');
    await page.keyboard.press('t');
    await heading(page, '规划目标').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
    const clerk = await open('/administration', 'clerk-lin');
    await clerk.getByText('您的账号不是管理员').waitFor();
    await expectSound(clerk);
    await clerk.context().close();
  });

  test('a target is proposed by one, refused to the same, withdrawn, proposed again and confirmed by another', async () => {
    const path = '/administration/targets/satisfaction';
    const one = await open(path, first);
    await one.getByRole('button', { name: '提出修改' }).click();
    const form = one.getByRole('form', { name: /修改目标/ });
    // What is wrong is told at its field, and what was typed stays.
    await form.getByLabel('城市社区').fill('120');
    await form.getByLabel('依据').fill('');
    await form.getByRole('button', { name: '提出' }).click();
    await form.getByText('请填写').waitFor();
    await form.getByLabel('依据').fill('市政府办公室通知（演示）');
    await form.getByRole('button', { name: '提出' }).click();
    await form.getByText('比例为 0 到 1').first().waitFor();
    await expectSound(one);
    await one.reload();
    await one.getByRole('button', { name: '提出修改' }).click();
    await soon(async () => expect(await form.getByLabel('城市社区').inputValue()).toBe('120'));
    await form.getByLabel('城市社区').fill('92.5');
    await one.keyboard.press('Control+Enter');
    await one.getByText('已提出，等另一人确认').waitFor();
    // One's own is not for oneself to confirm; it can be taken back.
    await one.getByText('自己不能确认').waitFor();
    expect(await one.getByRole('button', { name: '确认生效' }).count()).toBe(0);
    await one.getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await one.getByRole('button', { name: '提出修改' }).click();
    await form.getByLabel('城市社区').fill('92.5');
    await form.getByLabel('依据').fill('市政府办公室通知（演示）');
    await form.getByRole('button', { name: '提出' }).click();
    await one.getByText('已提出，等另一人确认').waitFor();

    const two = await open('/administration', second);
    await two.getByText('他人提出，等您确认').waitFor();
    await two.getByRole('link', { name: '居民满意率' }).click();
    await two.getByRole('cell', { name: '92.5%' }).waitFor();
    await expectSound(two);
    await two.getByRole('button', { name: '确认生效' }).click();
    await two.getByRole('dialog').getByRole('button', { name: '确认生效' }).click();
    await two.getByText('已生效').waitFor();
    await two.getByText('第 2 版').waitFor();
    await two.getByText('演示管理员 提出，演示管理员（第二人） 确认').waitFor();
    // A former version is one step away.
    await two.getByRole('button', { name: '以此版为草案' }).click();
    await soon(async () => expect(await two.getByRole('form').getByLabel('城市社区').inputValue()).toBe('80'));
    expect([...unexpected(one.errors, 422), ...two.errors]).toEqual([]);
    await one.context().close();
    await two.context().close();
  });

  test('whoever sends later sees both values, and decides', async () => {
    const api = client(pages.url);
    const page = await open('/administration/targets/participation', first);
    await page.getByRole('button', { name: '提出修改' }).click();
    const form = page.getByRole('form');
    await form.getByLabel('农村社区').fill('12');
    const body = { goal: { urban: 0.2, rural: 0.2 }, dueOn: '2030-12-31', source: '决定（演示）', ifVersion: 1 };
    await api.must('POST', '/targets/participation', { as: second, body });
    const draft = (
      await api.get<{ targets: { target: { id: string }; draft: { proposedAt: string } | null }[] }>('/targets', second)
    ).body.targets.find(({ target }) => target.id === 'participation')?.draft;
    await api.must('POST', '/targets/participation/approve', {
      as: 'supervisor-city',
      body: { ifVersion: 1, proposedAt: draft?.proposedAt },
    });
    await form.getByRole('button', { name: '提出' }).click();
    const conflict = form.getByRole('alert').filter({ hasText: '别人改过了' });
    await conflict.getByText('20% / 20%').waitFor();
    await conflict.getByText('10% / 12%').waitFor();
    await expectSound(page);
    await conflict.getByRole('button', { name: '仍用我填的' }).click();
    await form.getByRole('button', { name: '提出' }).click();
    await page.getByText('已提出，等另一人确认').waitFor();
    expect(unexpected(page.errors, 412)).toEqual([]);
    await page.context().close();
  });

  test('facts of a region are entered by its administrator, and stay when the service refuses', async () => {
    const page = await open('/administration/facts', district);
    await page.getByRole('button', { name: '录入：城东街道' }).click();
    const form = page.getByRole('form', { name: '录入：城东街道' });
    await form.getByLabel('户数').fill('28000');
    await form.getByLabel('截至').fill('2099-01-01');
    await form.getByLabel('来源').fill('街道台账（演示）');
    await form.getByRole('button', { name: '录入', exact: true }).click();
    await form.getByText('不能晚于今天').waitFor();
    expect(await form.getByLabel('户数').inputValue()).toBe('28000');
    await form.getByLabel('截至').fill('2026-10-31');
    await form.getByRole('button', { name: '录入', exact: true }).click();
    await page.getByText('城东街道：已保存').waitFor();
    await page.getByRole('cell', { name: '28,000' }).waitFor();
    await page.getByRole('link', { name: '城东街道' }).click();
    await page.getByRole('button', { name: /录入：德民社区/ }).waitFor();
    expect(unexpected(page.errors, 422)).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['/administration', first],
    ['/administration/help', first],
    ['/administration/targets', first],
    ['/administration/targets/satisfaction', 'supervisor-city'],
    ['/administration/facts', district],
  ])('%s is sound wide and narrow, in both languages', async (path, as) => {
    await expectSoundEverywhere(pages, path, as);
  });
});
