/** Somebody with a receipt and without an account sees how far it is, in real Chromium on the real system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client, type Ticket } from '../journey/client.ts';
import { storyOf } from '../journey/stories.ts';
import { requestOf } from '../journey/travel.ts';
import { desktop, hasChromium, type Pages, phone, startPages } from '../support/pages.ts';
import { axeFindings, sticksOut } from './axe.ts';
import { soon } from '../support/soon.ts';

(hasChromium ? describe : describe.skip)('tracking', () => {
  let pages: Pages;
  let api: Client;
  let receipt: Ticket & { trackingSecret: string };
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    const request = await requestOf(api, { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' });
    receipt = (await api.file('resident-chen', request)).body as typeof receipt;
  });
  afterAll(() => pages?.stop());

  test('the receipt shows the code in groups and as a QR code, and is accessible', async () => {
    const page = await pages.visit(`/receipt/${receipt.id}`, { as: 'resident-chen' });
    const shown = receipt.trackingSecret.replaceAll(/(.{4})(?=.)/g, '$1-');
    await page.getByText(shown, { exact: true }).waitFor();
    await page.getByRole('img', { name: '扫码查进度' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await sticksOut(page)).toBe(false);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('typed without signing in: errors are named, then the progress is there, nothing personal in it', async () => {
    for (const viewport of [phone, desktop]) {
      const page = await pages.visit('/progress', { context: { viewport } });
      const [reference, secret] = [
        page.getByLabel('编号', { exact: true }),
        page.getByLabel('查询码', { exact: true }),
      ];
      await reference.fill('abcd');
      await page.getByRole('button', { name: '查进度' }).click();
      await page.getByRole('alert').filter({ hasText: '编号不对' }).waitFor();
      await reference.fill(receipt.reference.toLowerCase());
      await page.getByRole('button', { name: '查进度' }).click();
      await page.getByRole('alert').filter({ hasText: '查询码不对' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await secret.fill(receipt.trackingSecret.replaceAll(/(.{4})(?=.)/g, '$1 ').toLowerCase());
      await page.getByRole('button', { name: '查进度' }).click();
      await page.getByRole('heading', { level: 2, name: '待受理' }).waitFor();
      await page.getByText('德民社区', { exact: false }).first().waitFor();
      await page.getByText('最迟办结日期').waitFor();
      expect(await page.getByRole('main').textContent()).not.toMatch(/流动人口|城东路|陈/);
      expect(await axeFindings(page)).toEqual([]);
      expect(await sticksOut(page)).toBe(false);
      await page.getByRole('button', { name: '查另一件' }).click();
      await soon(async () => expect(await secret.inputValue()).toBe(''));
      expect(page.errors).toEqual([]);
      await page.context().close();
    }
  });

  test('scanned: it is there at once, in large type and in English, and the address forgets the code', async () => {
    const asked: string[] = [];
    const page = await pages.visit('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Large' }).click();
    page.on('request', (each) => asked.push(each.url()));
    await page.goto(`${pages.url}/progress#${receipt.reference}.${receipt.trackingSecret}`);
    await page.getByRole('heading', { level: 2, name: 'Waiting to be accepted' }).waitFor();
    await page.waitForURL(({ hash }) => hash === '');
    // Another link, followed while the page is open.
    await page.evaluate(() => (window.location.hash = '#34679ACD.ACDEFGHJKMNP'));
    await page
      .getByRole('alert')
      .filter({ hasText: /reference|code/ })
      .waitFor();
    await page.waitForURL(({ hash }) => hash === '');
    expect(asked.filter((url) => url.includes(receipt.trackingSecret) && !url.includes('#'))).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await sticksOut(page)).toBe(false);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a code that does not fit says so and leaves a way on', async () => {
    const other = (
      await api.file(
        'resident-chen',
        await requestOf(api, { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' }),
      )
    ).body;
    const page = await pages.visit(`/progress#${other.reference}.${receipt.trackingSecret}`);
    await page.getByRole('alert').filter({ hasText: '编号和查询码对不上' }).waitFor();
    await soon(async () => expect(await page.getByLabel('编号', { exact: true }).inputValue()).toBe(other.reference));
    await page.getByRole('button', { name: '登录' }).first().waitFor();
    await page.context().close();
  });
});
