/** The pages of a local system, and a browser to look at them. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

/** Debian's; others are named by CHROMIUM. */
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);
if (!hasChromium) console.warn(`没有浏览器，跳过网页测试。No browser at ${chromiumPath}: the pages are not tested.`);

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1280, height: 860 };
/** The screen at a station's counter. */
export const oldPc = { width: 1366, height: 768 };

export type Pages = {
  readonly url: string;
  readonly system: LocalSystem;
  /** A page of a new visitor, signed in as somebody where a name is given. Its console errors are kept in `errors`. */
  readonly visit: (path: string, options?: Visit) => Promise<Page & { errors: string[] }>;
  readonly stop: () => Promise<void>;
};
export type Visit = { readonly as?: string; readonly context?: BrowserContextOptions };

/** Looked at by people: PICTURES=<folder> keeps what the tests see. */
export const look = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

export const startPages = async (): Promise<Pages> => {
  const system = await startLocalSystem();
  const { url } = system;
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    timeout: 120_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync'],
  });

  const visit: Pages['visit'] = async (path, { as, context: options } = {}) => {
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', ...options });
    if (as !== undefined) {
      const session = JSON.stringify({ token: await system.token(as), expiresAt: Date.now() + 3_600_000 });
      await context.addInitScript((text) => sessionStorage.setItem('yizhan.session', text), session);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(url + path);
    return Object.assign(page, { errors });
  };
  return {
    url,
    system,
    visit,
    stop: async () => {
      await browser.close();
      await system.stop();
    },
  };
};
