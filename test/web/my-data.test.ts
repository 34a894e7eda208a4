/** My data, taken along, looked over, erased; and what staff see of a request whose applicant is gone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client } from '../journey/client.ts';
import { file } from '../journey/steps.ts';
import { residentNamed, staffOf } from '../journey/travel.ts';
import { desktop, hasChromium, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';

const run = hasChromium ? describe : describe.skip;

run('my data', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.url);
  });
  afterAll(() => pages.stop());

  const zhou = 'resident-zhou';
  const { resident } = residentNamed(zhou);
  let ticketId: string;

  test('is taken along as a page to read and as JSON', async () => {
    ticketId = (await file(api, zhou, 'school-enrolment-consult')).id;
    const page = await pages.visit('/mine', { as: zhou });
    await page.getByRole('link', { name: '我的资料' }).click();
    await page.getByRole('heading', { name: '我的资料', exact: true }).waitFor();
    await page.getByText('还没有人查看过您的完整资料').waitFor();
    await expectSound(page);
    const take = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const html = await take('导出为网页');
    expect(html.name).toMatch(/^yizhan-\d{4}-\d\d-\d\d\.html$/);
    for (const text of [resident.name, resident.idCard, '证件号 ID number', '填写的内容'])
      expect(html.text).toContain(text);
    expect(html.text).not.toContain('<script');
    const json = await take('导出为 JSON');
    expect(JSON.parse(json.text)).toMatchObject({ file: { idCard: resident.idCard }, tickets: [{ id: ticketId }] });
    // Something goes on: erasing has to wait, and says so.
    await page.getByText('您还有 1 件申请没有办完').waitFor();
    expect(page.errors).toEqual([]);
  });

  test('is erased only by typing the word, and taken back', async () => {
    await api.act(zhou, ticketId, 'withdraw');
    const page = await pages.visit('/mine/data', { as: zhou });
    const ask = page.getByRole('button', { name: '申请删除' });
    await ask.click();
    await page.getByRole('alert').getByText('请输入“删除”').waitFor();
    await page.getByLabel('请输入“删除”确认').fill('删除');
    await expectSound(page);
    await ask.click();
    await page.getByText('您已申请删除').waitFor();
    await page.getByRole('button', { name: '撤回删除申请' }).click();
    await page.getByText('您撤回了删除申请').waitFor();
    await page.getByLabel('请输入“删除”确认').fill('删除');
    await ask.click();
    await page.getByText('您已申请删除').waitFor();
    expect(page.errors).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Take it back' }).waitFor();
  });

  test('afterwards staff read that it is erased, with what was done still there', async () => {
    for (const step of ['P8D', 'PT1H', 'PT1H']) await api.advance(step);
    const clerk = staffOf(`station-${resident.communityCode}`);
    const page = await pages.visit(`/workbench/tickets/${ticketId}`, { as: clerk, context: { viewport: desktop } });
    await page.getByText('已删除：申请人的资料已按规定删除或封存').waitFor();
    expect(page.errors).toEqual([]);
  });

  test('after a death one proposes and another confirms', async () => {
    const { resident: liu } = residentNamed('resident-liu');
    const page = await pages.visit('/administration/erasures', { as: 'administrator', context: { viewport: desktop } });
    await page.getByText('没有等待中的删除').waitFor();
    await page.getByRole('button', { name: '提出删除' }).click();
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByRole('alert').getByText('请填写身份证号').waitFor();
    await page.getByLabel('身份证号').fill(liu.idCard);
    await page.getByRole('textbox', { name: /^文书/ }).fill('死亡证明 2026-7 号');
    await expectSound(page);
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByRole('cell', { name: '死亡证明 2026-7 号' }).waitFor();
    await page.getByText('您提出，须由另一人确认').waitFor();
    const other = await pages.visit('/administration/erasures', {
      as: 'supervisor-city',
      context: { viewport: desktop },
    });
    await other.getByRole('button', { name: '确认' }).click();
    await other.getByRole('dialog').getByText('死亡证明 2026-7 号').waitFor();
    await other.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await other.getByText('等待期内，可撤回').waitFor();
    await expectSound(other);
    expect([...page.errors, ...other.errors]).toEqual([]);
  });
});
