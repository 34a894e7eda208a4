/** npm run screenshots: the main pages of a system of its own, as pictures in docs/screenshots. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { join } from 'node:path';
import { client, until } from '../journey/client.ts';
import { desktop, hasChromium, phone, startPages, oldPc } from '../support/pages.ts';
import { community, fileCertificate, fileRegistration, station } from './desk-cases.ts';
import { district, rateCertificates, superviseStreet } from './supervised-cases.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
if (!hasChromium) process.exit(1);
mkdirSync(folder, { recursive: true });
const pages = await startPages();
const api = client(pages.system.url);

/** One request that has come some way, so that its page has something to tell. */
const { body: ticket } = await api.file('resident-chen', {
  itemId: 'residence-registration',
  communityCode: '320613001001',
  form: {
    localAddress: { regionCode: '320613001001', detail: '城东路 8 号 2 幢 301 室' },
    moveInDate: '2026-10-01',
    reason: 'work',
    housing: 'rent',
  },
});
await api.advance('PT2H');
await api.act('clerk-lin', ticket.id, 'accept', { note: '材料齐全，请等通知。' });

/** A morning at the station: some to accept, one that waits for its papers, one that is a colleague's. */
const supplemented = await fileRegistration(api, 'resident-shen');
await fileCertificate(api, 'resident-shen');
const claimed = await fileCertificate(api, 'resident-chen');
await until('all at the station', async () => {
  const { body } = await api.get<{ tickets: unknown[] }>(`/boards/${station}`, 'clerk-lin');
  return body.tickets.length >= 3 || undefined;
});
await api.act('clerk-lin', supplemented.id, 'request-supplement', {
  materials: ['residence-proof'],
  explanation: '请补租房合同，每一页都要拍到。',
});
await api.act('clerk-sun', claimed.id, 'claim');
await api.advance('PT20H');
await fileRegistration(api, 'resident-chen');

for (const lane of ['ordinary', 'ordinary', 'priority', 'ordinary'])
  await api.must('POST', `/visitors/${station}/take`, { as: 'clerk-lin', body: { lane } });
await api.must('POST', `/visitors/${station}/call`, { as: 'clerk-lin', body: { window: '1' } });

const pictures = [
  { name: 'home-phone', path: '/', size: phone, as: 'resident-zhou' },
  { name: 'search-phone', path: '/?q=我要给孩子上户口', size: phone, as: 'resident-zhou' },
  { name: 'item-phone', path: '/item/residence-registration', size: phone, as: 'resident-zhou' },
  { name: 'filing-phone', path: '/file/residence-registration', size: phone, as: 'resident-zhou' },
  { name: 'receipt-phone', path: `/receipt/${ticket.id}`, size: phone, as: 'resident-chen' },
  { name: 'request-phone', path: `/my/${ticket.id}`, size: phone, as: 'resident-chen' },
  { name: 'home-desktop', path: '/', size: desktop, as: 'resident-zhou' },
  { name: 'board-desktop', path: '/workbench', size: oldPc, as: 'clerk-lin' },
  { name: 'ticket-desktop', path: `/workbench/tickets/${claimed.id}`, size: oldPc, as: 'clerk-sun' },
  { name: 'department-desktop', path: `/workbench/tickets/${ticket.id}`, size: oldPc, as: 'officer-police' },
  { name: 'visitors-desktop', path: '/workbench/visitors', size: oldPc, as: 'clerk-lin' },
  { name: 'needs-desktop', path: '/workbench/needs', size: oldPc, as: 'clerk-lin' },
  { name: 'counter-desktop', path: '/workbench/counter', size: desktop, as: 'clerk-lin' },
  { name: 'calendar-desktop', path: '/administration/calendar/2027', size: oldPc, as: 'administrator' },
  { name: 'catalogue-desktop', path: '/administration/catalogue', size: oldPc, as: 'administrator' },
  { name: 'offices-desktop', path: '/administration/offices', size: oldPc, as: 'administrator' },
  { name: 'staff-desktop', path: `/administration/staff?office=${station}`, size: oldPc, as: 'administrator' },
  { name: 'request-desktop', path: `/my/${ticket.id}`, size: desktop, as: 'resident-chen' },
] as const;

/** What supervisors and everybody see after some months. */
const laterPictures = [
  { name: 'attention-desktop', path: '/supervision?kind=yellow', size: desktop, as: 'supervisor-street' },
  { name: 'attention-phone', path: '/supervision?kind=yellow', size: phone, as: 'supervisor-street' },
  {
    name: 'numbers-desktop',
    path: `/supervision/numbers/${district}?span=3`,
    size: desktop,
    as: 'supervisor-district',
  },
  { name: 'brief-desktop', path: `/supervision/brief/${district}`, size: desktop, as: 'supervisor-district' },
  { name: 'community-phone', path: `/community/${community}`, size: phone },
] as const;

/** What somebody does on a page before its picture is taken. */
const steps: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'ticket-desktop': async (page) => {
    await page.getByRole('button', { name: /^办结/ }).click();
    await page.getByLabel('结果').selectOption('done');
  },
  'counter-desktop': async (page) => {
    await page.getByLabel('身份证号或手机号').fill('19900000002');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /事项/ }).fill('高龄津贴');
    await page.getByRole('option').first().click();
    await page.getByText('以下用档案里的').waitFor();
  },
};

type Picture = { name: string; path: string; size: typeof phone; as?: string };
const take = async ({ name, path, size, as }: Picture): Promise<void> => {
  const page = await pages.visit(path, {
    ...(as === undefined ? {} : { as }),
    context: { viewport: size, deviceScaleFactor: size === phone ? 1.5 : 1 },
  });
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  await steps[name]?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 75 });
  console.log(`docs/screenshots/${name}.jpg`);
  await page.context().close();
};

for (const picture of pictures) await take(picture);
for (const levels of [
  [5, 5, 4, 5, 3, 5, 4, 5, 5, 2, 4, 5],
  [5, 4, 5, 5, 4, 3, 5, 5, 4, 5, 5, 5, 1, 4, 5, 5],
]) {
  await rateCertificates(api, levels);
  await api.advance('P30D');
}
await superviseStreet(api);
for (const picture of laterPictures) await take(picture);
await pages.stop();
