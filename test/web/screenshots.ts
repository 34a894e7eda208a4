/** npm run screenshots: the main pages of a system of its own, as pictures in docs/screenshots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../journey/client.ts';
import { desktop, hasChromium, phone, startPages } from '../support/pages.ts';

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

const pictures = [
  { name: 'home-phone', path: '/', size: phone, as: 'resident-zhou' },
  { name: 'search-phone', path: '/?q=我要给孩子上户口', size: phone, as: 'resident-zhou' },
  { name: 'item-phone', path: '/item/residence-registration', size: phone, as: 'resident-zhou' },
  { name: 'filing-phone', path: '/file/residence-registration', size: phone, as: 'resident-zhou' },
  { name: 'receipt-phone', path: `/receipt/${ticket.id}`, size: phone, as: 'resident-chen' },
  { name: 'request-phone', path: `/my/${ticket.id}`, size: phone, as: 'resident-chen' },
  { name: 'home-desktop', path: '/', size: desktop, as: 'resident-zhou' },
  { name: 'request-desktop', path: `/my/${ticket.id}`, size: desktop, as: 'resident-chen' },
] as const;

for (const { name, path, size, as } of pictures) {
  const page = await pages.visit(path, {
    as,
    context: { viewport: size, deviceScaleFactor: size === phone ? 1.5 : 1 },
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 75 });
  console.log(`docs/screenshots/${name}.jpg`);
  await page.context().close();
}
await pages.stop();
