/** Whom a station did not reach in their quarter, as the street sees it: nobody's name, why, the card and the decision. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { endOf, quarterOf } from '../../domain/care/quarter.ts';
import { dateOf } from '../../domain/time.ts';
import { type Client, client, until } from '../journey/client.ts';
import { storyClock } from '../journey/clock.ts';
import { hasChromium, look, type Pages, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { street } from './supervised-cases.ts';
import { soon } from '../support/soon.ts';

const wide = { viewport: { width: 1280, height: 860 } };
const phone = { viewport: { width: 390, height: 844 } };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const kind = (page: Page) => page.getByRole('button', { name: /本季度没联系到的人$/ });
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });

(hasChromium ? describe : describe.skip)('coverage for supervisors', () => {
  let pages: Pages;
  let api: Client;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
  });
  afterAll(() => pages?.stop());

  type Listed = { people: { residentId: string; cards: { id: string }[] }[] };
  const listed = async () =>
    (await api.get<Listed>(`/attention/${street}?kind=coverage&limit=100`, 'supervisor-street')).body.people;
  const open = (as: string, context: object = wide, path = '/supervision?kind=coverage') =>
    pages.visit(path, { as, context });

  test('before the quarter is over nobody was missed: said so', async () => {
    const page = await open('supervisor-street');
    await page.getByText('“本季度没联系到的人”清单是空的').waitFor();
    await soon(async () => expect(await kind(page).locator('strong').textContent()).toBe('0'));
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('two quarters later: as many as the service says, no name, the reason of the station, the card cancelled', async () => {
    const { passTo } = await storyClock(api);
    // Whoever comes onto the register within a month of the end is no card: the quarter after this one is asked of all.
    await passTo(endOf(quarterOf(dateOf(await api.now()))));
    await passTo(endOf(quarterOf(dateOf(await api.now()))));
    const people = await until('cards in the list', async () => {
      const found = await listed();
      return found.some(({ residentId, cards }) => residentId === 'resident-tang' && cards.length > 0)
        ? found
        : undefined;
    });
    const card = people.find(({ residentId }) => residentId === 'resident-tang')?.cards.at(-1)?.id;
    const { version } = (await api.get<{ version: number }>('/care/resident-tang', 'clerk-lin')).body;
    await api.must('POST', '/care/resident-tang/explain-card', {
      as: 'clerk-lin',
      body: { card, explanation: '住在儿子家，下月回来。' },
      ifMatch: version,
    });

    const page = await open('supervisor-street');
    await rows(page).first().waitFor();
    await soon(async () => expect(await rows(page).count()).toBe(people.length));
    await soon(async () => expect(await kind(page).locator('strong').textContent()).toBe(String(people.length)));
    // Who it is is the station's to know.
    expect(await page.getByText(/演/).count()).toBe(0);
    await expectSound(page);
    await look(page, 'coverage-list');
    const explained = rows(page).filter({ hasText: '已说明，等裁定' });
    await soon(async () => expect(await explained.count()).toBe(1));

    // Down to the person by keyboard, and back.
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, '没联系到的人').waitFor();
    await page.keyboard.press('Escape');
    await rows(page).first().waitFor();
    await explained.getByRole('link').click();
    await heading(page, '没联系到的人').waitFor();
    await page.getByText('住在儿子家，下月回来。').waitFor();
    await page.getByText('不显示姓名、电话和住址').waitFor();
    expect(await page.getByText(/演|1990000/).count()).toBe(0);
    await expectSound(page);
    await look(page, 'coverage-person');
    // Half a year later it went up: the street reads it, the district decides.
    expect(await page.getByRole('button', { name: '撤销' }).count()).toBe(0);
    await page.waitForURL(/\/supervision\/care\//);
    const above = await open('supervisor-district', wide, new URL(page.url()).pathname);
    const cards = above.getByRole('region', { name: '黄牌、红牌' });
    await cards.getByRole('button', { name: '撤销' }).first().waitFor();
    const before = await cards.getByRole('listitem').count();
    await cards.getByRole('button', { name: '撤销' }).first().click();
    await cards.getByRole('alert').first().waitFor();
    await expectSound(above);
    await cards.getByRole('textbox').first().fill('属实，已与儿子通话。');
    await cards.getByRole('button', { name: '撤销' }).first().click();
    await until('the card to be gone', async () =>
      (await cards.getByRole('listitem').count()) === before - 1 ? true : undefined,
    );
    await above.getByText('属实，已与儿子通话。').waitFor();
    expect(above.errors).toEqual([]);
    await above.context().close();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('on a phone and in English; above the street; nothing of it for who reads the audit', async () => {
    const page = await open('supervisor-street', phone);
    await rows(page).first().waitFor();
    await expectSound(page);
    await look(page, 'coverage-phone');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: /Not reached in their quarter$/ }).waitFor();
    await expectSound(page);
    await rows(page).first().getByRole('link').click();
    await heading(page, /reached/i).waitFor();
    await expectSound(page);
    await look(page, 'coverage-person-phone');
    expect(page.errors).toEqual([]);
    await page.context().close();
    const above = await open('supervisor-district', wide, `/supervision?kind=coverage&region=${street}`);
    await rows(above).first().waitFor();
    expect(above.errors).toEqual([]);
    await above.context().close();
    const [somebody] = await listed();
    const clerk = await open('clerk-lin', wide, `/supervision/care/${somebody?.residentId}`);
    await clerk.getByText('这里是督导、裁定和审计人员的页面').waitFor();
    await clerk.context().close();
  });
});
