/** What the tests of the administration's pages share. */
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectSound } from './axe.ts';
import type { Pages } from '../support/pages.ts';

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Signed in as somebody, at a desk or on a phone. */
export const openAs = (pages: Pages, path: string, as: string, viewport = wide) =>
  pages.visit(path, { as, context: { viewport } });

/** The same page in English and on a phone is sound as well, and logs nothing. */
export const expectSoundEverywhere = async (pages: Pages, path: string, as: string): Promise<void> => {
  for (const viewport of [wide, narrow]) {
    const page = await openAs(pages, path, as, viewport);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectSound(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Sign out' }).waitFor();
    await expectSound(page);
    expect(page.errors).toEqual([]);
    await page.context().close();
  }
};

/** Console errors that are no refusal of the service; what these tests provoke is a refusal, and a browser logs each. */
export const unexpected = (errors: readonly string[], ...statuses: number[]): string[] =>
  errors.filter((error) => !statuses.some((status) => error.includes(`status of ${status}`)));
