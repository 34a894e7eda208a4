/** A photo goes from the phone to the draft, in real Chromium, through the local object store. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client } from '../journey/client.ts';
import { hasChromium, type Pages, startPages } from '../support/pages.ts';
import { axeFindings } from './axe.ts';

(hasChromium ? describe : describe.skip)('uploading', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  const clerk = 'clerk-320671001001';
  /** A request of which the clerk asks for one paper more. Its id. */
  const withPaperAsked = async (detail: string): Promise<string> => {
    const { body } = await api.file('resident-zhou', {
      itemId: 'residence-registration',
      communityCode: '320671001001',
      form: {
        localAddress: { regionCode: '320671001001', detail },
        moveInDate: '2026-10-01',
        reason: 'work',
        housing: 'rent',
      },
    });
    await api.act(clerk, body.id, 'request-supplement', {
      materials: ['residence-proof'],
      explanation: '请补租房合同。',
    });
    return body.id;
  };

  test('a photo is sent, looked into and kept with the draft; what is no photo is told', async () => {
    const page = await pages.visit('/file/environment-report', { as: 'resident-chen' });
    await page.getByRole('heading', { level: 1, name: '您住在哪个社区' }).waitFor();
    const photo = await page.screenshot({ type: 'jpeg' });
    await page.waitForURL(/\/draft\//);
    const draft = page.url().replace(/\/[^/]+$/, '');
    await page.goto(`${draft}/photos`);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no photo') });
    await page.getByRole('alert').filter({ hasText: '这种文件不行' }).waitFor();
    // The name says photo, the content does not: the service looks inside.
    await input.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') });
    await page.getByRole('alert').filter({ hasNotText: '这种文件不行' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await input.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByText('已上传 1 份').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await page.getByText('已上传 1 份').waitFor();
    await page.goto(`${draft}/check`);
    await page.getByText('已上传 1 份').waitFor();
    await page.context().close();
  });

  test('a paper that is asked for is handed in as a photo, and can be opened again', async () => {
    const id = await withPaperAsked('星湖大道 1 号');
    const page = await pages.visit(`/my/${id}`, { as: 'resident-zhou' });
    await page.getByText('请补租房合同。').first().waitFor();
    const photo = await page.screenshot({ type: 'jpeg' });
    await page.locator('input[type=file]').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByText('已上传 1 份').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '材料已补齐' }).click();
    await page.getByRole('heading', { name: '待受理' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('region', { name: '已交的材料' }).getByRole('button').click();
    expect((await download).url()).not.toContain(pages.url);
    await page.context().close();
  });

  test('a paper that comes on paper is named to the clerk', async () => {
    const id = await withPaperAsked('星湖大道 2 号');
    const page = await pages.visit(`/my/${id}`, { as: 'resident-zhou' });
    await page.getByLabel('我带纸质材料到服务站给工作人员看').check();
    await page.getByRole('button', { name: '材料已补齐' }).click();
    await page.getByRole('heading', { name: '待受理' }).waitFor();
    const supplemented = (await api.events(id, clerk)).find(({ type }) => type === 'Supplemented');
    expect(supplemented?.words?.['text']).toMatch(/^带纸质材料到服务站：.*证明/);
    await page.context().close();
  });
});
