/** Rating without signing in, from the message and on a screen at the counter, in real Chromium on the real system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client, type Ticket, until } from '../journey/client.ts';
import { storyOf } from '../journey/stories.ts';
import { onBoard, requestOf } from '../journey/travel.ts';
import { desktop, hasChromium, type Pages, phone, startPages } from '../support/pages.ts';
import { axeFindings, sticksOut } from './axe.ts';

(hasChromium ? describe : describe.skip)('rating without signing in', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  /** A question that clerk-lin has answered. */
  const answered = async (): Promise<Ticket> => {
    const story = { ...storyOf('education'), itemId: 'policy-consultation', resident: 'resident-chen' };
    const { body } = await api.file('resident-chen', await requestOf(api, { ...story, filer: 'resident-chen' }));
    await onBoard(api, body.id, 'resident-chen');
    await api.act('clerk-lin', body.id, 'resolve', { outcome: 'answered', answer: '演示答复' });
    return body;
  };
  const codeFor = (reference: string): Promise<string> =>
    until('the code', async () => {
      const { body } = await api.get<{ notices: { reference: string; ratingSecret?: string }[] }>(
        '/notices?limit=100',
        'resident-chen',
      );
      return body.notices.find((each) => each.reference === reference && each.ratingSecret)?.ratingSecret;
    });

  test('the message shows code and QR code to whoever wants to rate elsewhere', async () => {
    const { reference } = await answered();
    const secret = await codeFor(reference);
    const page = await pages.visit('/messages', { as: 'resident-chen' });
    await page.getByText('在别的手机上评价').first().click();
    await page.getByRole('img', { name: '扫码评价' }).waitFor();
    await page.getByText(secret.replaceAll(/(.{4})(?=.)/g, '$1-'), { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await sticksOut(page)).toBe(false);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('scanned: nothing is chosen beforehand, a bad rating says what follows, and the address forgets the code', async () => {
    const { id, reference } = await answered();
    const page = await pages.visit(`/rate#${reference}.${await codeFor(reference)}`);
    await page.getByRole('heading', { level: 1, name: '请评价' }).waitFor();
    await page.waitForURL(({ hash }) => hash === '');
    await page.getByRole('radio').first().waitFor({ state: 'attached' });
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByRole('alert').filter({ hasText: '请选一个' }).waitFor();
    expect(await page.getByRole('main').textContent()).not.toMatch(/咨询|演示答复|陈/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText('不满意', { exact: true }).click();
    await page.getByLabel('太慢').check();
    await page.getByLabel('想说的话').fill('等了三天');
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByRole('heading', { level: 1, name: '已评价' }).waitFor();
    await page.getByText('由没有经办的人核实').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await api.ticket(id, 'resident-chen')).toMatchObject({ state: 'rectifying', rating: { level: 2 } });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('typed, on any screen: errors are named; what was rated already says so', async () => {
    const { id, reference } = await answered();
    const secret = await codeFor(reference);
    await api.act('resident-chen', id, 'rate', { level: 5 });
    for (const viewport of [phone, desktop]) {
      const page = await pages.visit('/rate', { context: { viewport } });
      await page.getByLabel('编号', { exact: true }).fill(reference.toLowerCase());
      await page.getByLabel('评价码', { exact: true }).fill('1234');
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('alert').filter({ hasText: '评价码不对' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await sticksOut(page)).toBe(false);
      await page.getByLabel('评价码', { exact: true }).fill(secret);
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByText('基本满意').click();
      await page.getByRole('button', { name: '提交评价' }).click();
      await page.getByRole('alert').filter({ hasText: '已经评价过' }).waitFor();
      await page.context().close();
    }
  });

  test('on the screen that a colleague has turned round, in English and large type', async () => {
    const { id, reference } = await answered();
    const opened = (await api.act('clerk-sun', id, 'open-rating')).body as Ticket & { ratingScreen: { code: string } };
    const page = await pages.visit('/', { as: 'clerk-sun', context: { viewport: desktop } });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Large' }).click();
    await page.goto(`${pages.url}/rate#${reference}.${opened.ratingScreen.code}`);
    await page.getByText('Very satisfied').click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rated' }).waitFor();
    const rated = (await api.events(id, 'resident-chen')).find(({ type }) => type === 'Rated');
    // The clerk's own sign-in went nowhere: it is the visitor's rating.
    expect(rated?.data).toMatchObject({ level: 5, mode: 'counter' });
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
