/** Each page as each kind of person, on a phone in Chinese and at a desk in English: accessible, nothing sticks out, no error. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, client, until } from '../journey/client.ts';
import { desktop, hasChromium, look, type Pages, startPages } from '../support/pages.ts';
import { uploader, variant } from '../support/papers.ts';
import { axeFindings, sticksOut } from './axe.ts';
import { community, fileCertificate, fileRegistration, station } from './desk-cases.ts';
import { street } from './supervised-cases.ts';

const screens = [
  { language: 'zh', viewport: { width: 390, height: 844 } },
  { language: 'en', viewport: desktop },
] as const;
/** A place that has something to show, by the name that stands for it in an address. */
type Shown = Readonly<Record<'sent' | 'done' | 'lacking', string>>;

const listed = (paths: string, part = ''): readonly string[] => paths.split(' ').map((path) => part + path);
const anybody = listed(
  `/ /item/old-age-allowance /my /mine /progress /rate /community /community/${community} /help /sign-in-failed /nothing-here`,
);
const residents = [
  ...listed('/ /?q=jzz /?q=qqq /?department=police /item/residence-permit /file/residence-permit /receipt/:sent'),
  ...listed('/my /my/:sent /my/:done /messages /mine /mine/papers /mine/data /acting /acting/grant'),
];
const desk = [
  ...listed(' /counter /phone /visit /needs /needs/record /visitors /help', '/workbench'),
  ...listed('/:sent /:lacking /:sent/handover', '/workbench/tickets'),
];
const supervision = listed(` /numbers/${street} /reports /ledger/${community} /help`, '/supervision');
const administration = [
  ...listed(` /calendar/2026 /staff /staff?office=${station} /targets /targets/satisfaction`, '/administration'),
  ...listed(`/catalogue /catalogue/residence-permit /offices /offices/${station} /offices/open`, '/administration'),
  ...listed('/limits /erasures /facts /help', '/administration'),
];

const visits: readonly { who: string; as?: string; paths: readonly string[] }[] = [
  { who: 'nobody signed in', paths: anybody },
  { who: 'a resident', as: 'resident-chen', paths: residents },
  {
    who: 'a resident who has nothing yet',
    as: 'resident-zhou',
    paths: ['/my', '/messages', '/mine/papers', '/acting'],
  },
  { who: 'somebody who has to register', as: 'somebody-new', paths: ['/register', '/mine', '/my'] },
  { who: 'a clerk', as: 'clerk-lin', paths: desk },
  { who: 'a clerk without work', as: 'clerk-320613002001', paths: ['/workbench', '/workbench/visitors'] },
  { who: 'an officer', as: 'officer-police', paths: ['/workbench', '/workbench/help'] },
  { who: 'a supervisor', as: 'supervisor-street', paths: supervision },
  { who: 'the arbiter', as: 'arbiter', paths: ['/supervision'] },
  { who: 'an auditor', as: 'auditor', paths: ['/supervision/audit'] },
  { who: 'an administrator', as: 'administrator', paths: administration },
];

(hasChromium ? describe : describe.skip)('every page', () => {
  let pages: Pages;
  let api: Client;
  let shown: Shown;
  beforeAll(async () => {
    pages = await startPages();
    api = client(pages.system.url);
    const card = await uploader(api).upload({
      as: 'resident-chen',
      itemId: 'residence-registration',
      material: 'id-card',
      file: variant('image/jpeg', 'card'),
    });
    const localAddress = { regionCode: community, detail: '城东路 8 号 2 幢 301 室' };
    const { body: sent } = await api.file('resident-chen', {
      itemId: 'residence-registration',
      communityCode: community,
      form: { localAddress, moveInDate: '2026-10-01', reason: 'work', housing: 'rent' },
      papers: [card.id],
    });
    const done = await fileCertificate(api, 'resident-chen');
    const lacking = await fileRegistration(api, 'resident-shen');
    await until('all at the station', async () => {
      const { body } = await api.get<{ tickets: unknown[] }>(`/boards/${station}`, 'clerk-lin');
      return body.tickets.length >= 3 || undefined;
    });
    await api.act('clerk-lin', done.id, 'resolve', { outcome: 'done', answer: '证明已开具，请来取。' });
    await api.act('clerk-lin', lacking.id, 'request-supplement', {
      materials: ['residence-proof'],
      explanation: '请补租房合同，每一页都要拍到。',
    });
    await api.must('POST', `/visitors/${station}/take`, { as: 'clerk-lin', body: { lane: 'priority' } });
    shown = { sent: sent.id, done: done.id, lacking: lacking.id };
  });
  afterAll(() => pages?.stop());

  test.each(visits.flatMap((visit) => screens.map((screen) => ({ ...visit, ...screen }))))(
    'of $who, $language',
    async ({ as, paths, language, viewport }) => {
      const page = await pages.visit('/help', { ...(as ? { as } : {}), context: { viewport } });
      await page.evaluate((chosen) => localStorage.setItem('yizhan.language', chosen), language);
      const wrong: object[] = [];
      for (const path of paths) {
        page.errors.length = 0;
        await page.goto(pages.url + path.replace(/:(\w+)/, (_, name: keyof Shown) => shown[name]));
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        const found = await axeFindings(page);
        const out = await sticksOut(page);
        await look(page, `${language}-${as ?? 'nobody'}${path.replaceAll(/\W+/g, '-')}`);
        if (found.length > 0 || out || page.errors.length > 0)
          wrong.push({ path, found, out, errors: [...page.errors] });
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );
});
