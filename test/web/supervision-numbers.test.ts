/** The numbers of a region, what leaves the system and what everybody may see, in real Chromium on the real system. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addMonths } from '../../domain/served.ts';
import { addDays } from '../../domain/time.ts';
import { type Client, client, until } from '../journey/client.ts';
import { desktop, hasChromium, type Pages, phone, startPages } from '../support/pages.ts';
import { expectSound } from './axe.ts';
import { community, district, rateCertificates, street } from './supervised-cases.ts';
import { soon } from '../support/soon.ts';

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 390, height: 844 } };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

type Numbers = {
  open: number;
  counts: Record<string, number>;
  onTime: { rate: number | null };
  collected: { fields: { of: number; all: number; rate: number | null } };
  satisfaction: { rated: number; rate: number | null };
};
type Trend = { months: { month: string; filed: number; resolved: number; open: number }[] };
/** Pages of a PDF, and the size of the first in points. */
const sheetsOf = (pdf: Buffer): { pages: number; size: number[] } => {
  const text = pdf.toString('latin1');
  const [, box = ''] = /MediaBox\s*\[([^\]]*)\]/.exec(text) ?? [];
  return { pages: (text.match(/\/Type\s*\/Page\b/g) ?? []).length, size: box.trim().split(/\s+/).map(Number).slice(2) };
};

(hasChromium ? describe : describe.skip)('numbers for supervisors and for everybody', () => {
  let pages: Pages;
  let api: Client;
  let month: string;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    month = (await api.now()).slice(0, 7);
    await rateCertificates(
      api,
      Array.from({ length: 33 }, (_, i) => (i === 32 ? null : i === 31 ? 2 : 5 - (i % 3))),
    );
    await until('all to be counted', async () => {
      const { body } = await api.get<Numbers>(`/performance/${street}`, 'supervisor-street');
      return (body.counts['resolved'] === 33 && body.satisfaction.rated === 32) || undefined;
    });
  });
  afterAll(() => pages?.stop());

  const open = (path: string, as = 'supervisor-district', context: object = wide) => pages.visit(path, { as, context });
  const tile = (page: Page, name: string) => page.locator('.sv-tile', { has: page.getByText(name, { exact: true }) });

  test('the figures are the API’s; a number leads to as many tickets; down to the community', async () => {
    const days = `from=${month}-01&to=${addDays(`${addMonths(month, 1)}-01`, -1)}`;
    const { body } = await api.get<Numbers>(`/performance/${district}?${days}`, 'supervisor-district');
    const page = await open('/supervision');
    await page.getByRole('link', { name: /^数据/ }).click();
    await heading(page, '崇川区 · 数据').waitFor();
    const value = (name: string) => tile(page, name).locator('strong').textContent();
    await soon(async () =>
      expect(await Promise.all(['提交', '办结', '现在未结', '满意率'].map(value))).toEqual([
        String(body.counts['filed']),
        String(body.counts['resolved']),
        String(body.open),
        `${((body.satisfaction.rate ?? 0) * 100).toFixed(1)}%`,
      ]),
    );
    await tile(page, '满意率').getByText('95% 区间').waitFor();
    // Every chart is drawn, and has its numbers as a table.
    await page.locator('.sv-chart svg').first().waitFor();
    const { body: trend } = await api.get<Trend>(`/performance/${district}/trend`, 'supervisor-district');
    const figure = page.getByRole('figure', { name: /近十二个月/ });
    await figure.getByRole('button', { name: '看表格' }).click();
    const last = figure.getByRole('row').last();
    const { filed, resolved, open: atEnd } = trend.months.at(-1) ?? {};
    await soon(async () => {
      const shown = (await last.getByRole('cell').allTextContents()).slice(0, 3);
      expect(shown).toEqual([filed, resolved, atEnd].map(String));
    });
    expect(trend.months).toHaveLength(12);
    // What was not asked again: as many answers and papers as the API says.
    const once = page.getByRole('region', { name: '只收一次' });
    const { fields } = body.collected;
    const rowOf = (name: string) => once.getByRole('row', { name }).getByRole('cell').allTextContents();
    await soon(async () =>
      expect(await rowOf('填写项')).toEqual([
        fields.of.toLocaleString('en-US'),
        fields.all.toLocaleString('en-US'),
        `${((fields.rate ?? 0) * 100).toFixed(1)}%`,
      ]),
    );
    expect(fields.of).toBeGreaterThan(100);
    await soon(async () => expect(await rowOf('材料')).toEqual(['0', '0', '–']));
    await expectSound(page);
    await tile(page, '办结').getByRole('link').first().click();
    await heading(page, '崇川区 · 办结').waitFor();
    await page.getByText(`共 ${body.counts['resolved']} 件`).waitFor();
    const behind = page.getByRole('row').filter({ has: page.getByRole('link') });
    await soon(async () => expect(await behind.count()).toBe(body.counts['resolved']));
    await expectSound(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, /社区\(村\)证明出具/).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByLabel('街道').selectOption(street);
    await heading(page, '城东街道 · 数据').waitFor();
    await page.locator('.sv-regions').getByRole('combobox').last().selectOption(community);
    await heading(page, '德民社区 · 数据').waitFor();
    await page.getByRole('button', { name: '三个月' }).click();
    await page.waitForURL(/span=3/);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('on a phone, in English; another street’s numbers are not theirs', async () => {
    const page = await open(`/supervision/numbers/${street}`, 'supervisor-street', narrow);
    await heading(page, '城东街道 · 数据').waitFor();
    await page.locator('.sv-chart svg').first().waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, /Numbers/).waitFor();
    await page.getByText('Score in four parts').first().waitFor();
    await page.waitForLoadState('networkidle');
    await expectSound(page);
    await page.goto(`${pages.url}/supervision/numbers/320613002000`);
    await heading(page, 'Not a region of yours').waitFor();
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('a list of tickets as a file, all of it; the audit says who took it', async () => {
    const page = await open('/supervision/reports');
    const form = page.getByRole('form', { name: '件的清单' });
    await form.getByLabel('格式').selectOption('csv');
    await form.getByLabel('哪个数字').selectOption('resolved');
    await expectSound(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      form.getByRole('button', { name: '导出' }).click(),
    ]);
    await form.getByText('已下载').waitFor();
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.startsWith('\uFEFF编号')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(34);
    expect(page.errors).toEqual([]);
    await page.context().close();
    const auditor = await open('/supervision', 'auditor');
    await heading(auditor, /审计记录/).waitFor();
    await auditor.getByLabel('种类', { exact: true }).selectOption('export');
    await auditor
      .getByRole('row')
      .filter({ hasText: 'supervisor-district' })
      .getByText(/tickets 320613 .* resolved/)
      .waitFor();
    await expectSound(auditor);
    expect(auditor.errors).toEqual([]);
    await auditor.context().close();
  });

  test('the brief is one sheet of A4, the ledger one on its side', async () => {
    const page = await open(`/supervision/brief/${district}`);
    await heading(page, '崇川区社区综合服务每周简报').waitFor();
    await page.getByText(/本周居民提交 33 件/).waitFor();
    await expectSound(page);
    const brief = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
    expect([brief.pages, ...brief.size.map(Math.round)]).toEqual([1, 595, 842]);
    await page.goto(`${pages.url}/supervision/ledger/${community}`);
    await heading(page, '城东街道德民社区综合服务站月台账').waitFor();
    await page.getByRole('rowheader', { name: '社区(村)证明出具' }).waitFor();
    await expectSound(page);
    const ledger = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
    expect([ledger.pages, ...ledger.size.map(Math.round)]).toEqual([1, 842, 595]);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  test('the public page: chosen from home, what is over, and why small numbers are withheld', async () => {
    const before = await pages.visit(`/community/${community}`);
    await before.getByText('过去十二个月还没有从这里提交的件').waitFor();
    await before.context().close();
    await api.advance('P31D');
    const page = await pages.visit('/');
    await page.getByRole('link', { name: '看社区承诺了什么、做到了什么' }).click();
    await heading(page, '社区公开数据').waitFor();
    await page.getByRole('button', { name: '看这个社区' }).click();
    await page.getByText('请选到社区').waitFor();
    await expectSound(page);
    await page.getByLabel('县（市、区）').selectOption(district);
    await page.getByLabel('街道（乡、镇）').selectOption(street);
    await page.getByLabel('社区（村）').selectOption(community);
    await page.getByRole('button', { name: '看这个社区' }).click();
    await heading(page, '德民社区：承诺与兑现').waitFor();
    const { body } = await api.get<{ filed: number; satisfaction: { rate: number } }>(
      `/public/communities/${community}`,
    );
    expect(body.filed).toBe(35);
    const figure = (name: string) =>
      page.locator('.public-figure', { has: page.getByText(name, { exact: true }) }).locator('strong');
    await soon(async () => expect(await figure('提交的申请').textContent()).toBe('35'));
    const satisfied = `${Math.round(body.satisfaction.rate * 100)}%`;
    await soon(async () => expect(await figure('居民满意').textContent()).toBe(satisfied));
    await page.getByText('看数字').click();
    await page.getByRole('cell', { name: '35' }).first().waitFor();
    await page.getByText('1 至 4 件不显示').first().waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
    for (const viewport of [phone, desktop]) {
      const each = await pages.visit(`/community/${community}`, { context: { viewport } });
      await heading(each, '德民社区：承诺与兑现').waitFor();
      await expectSound(each);
      await each.goto(`${pages.url}/community/320613000000`);
      await heading(each, '没有这个页面').waitFor();
      await each.context().close();
    }
  });
});
