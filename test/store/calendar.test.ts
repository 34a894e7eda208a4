/** Calendar years in the table: rivals, versions, and the walk over open tickets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../domain/refusal.ts';
import { at, later, MINUTE } from '../../domain/time.ts';
import { notice2027 } from '../domain/sla/notice-2027.ts';
import { festivals, years } from '../domain/sla/published.ts';
import { startEngines } from '../support/engines.ts';
import { calendarDraft, type CalendarDraft, confirmYear, proposeYear, publishedYear } from '../../store/calendar.ts';
import { calendarRows } from '../../store/content.ts';
import { openRecomputations, openTickets, recomputation, saveRecomputation } from '../../store/recomputations.ts';
import { calendar, calendarNamed, calendarSince, festivalsRow } from '../../store/reference.ts';
import { putAll } from '../../store/batch.ts';
import { submit } from '../../store/tickets.ts';
import { aResident, clock, newId, now, submission } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  await putAll([...years.flatMap(calendarRows), festivalsRow(festivals)]);
});
afterAll(() => engines.stop());

const notice = { year: 2027, source: 'test', ...notice2027 };
const proposed = async (ifVersion: number): Promise<CalendarDraft> => {
  const draft = await proposeYear(notice, { by: 'a', now, ifVersion });
  if (isRefusal(draft)) throw new Error(JSON.stringify(draft));
  return draft;
};

describe('a calendar year', () => {
  test('is confirmed once by any number of rivals, and orders its recomputation with it', async () => {
    expect(await calendar().then(({ version }) => version)).toBe('2004-2026v1+law795');
    const draft = await proposed(0);
    const answers = await Promise.all(['b', 'c', 'd'].map((by) => confirmYear(draft, { by, now })));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(await publishedYear(2027)).toMatchObject({ year: { version: 1 }, proposedBy: 'a', confirmedAt: now });
    expect(await calendarDraft(2027)).toMatchObject({ revision: 1, confirmedAt: now });
    expect(await recomputation(2027, 1)).toMatchObject({ pass: 1, cursor: null, startsAt: later(now, 2 * MINUTE) });
    expect(await openRecomputations(now)).toEqual([]);
    expect(await openRecomputations(later(now, 2 * MINUTE))).toHaveLength(1);
  });

  test('is known at once to whoever asks for its version, and the calendar before stays to be had by its name', async () => {
    const published = await calendarSince(2027, 1);
    expect(published.isPublished(2027)).toBe(true);
    expect((await calendarNamed('2004-2026v1+law795')).isPublished(2027)).toBe(false);
    expect((await calendarNamed(published.version)).day('2027-01-31').working).toBe(true);
  });

  test('cannot be proposed from a version that was overtaken, nor confirmed after it was replaced', async () => {
    expect(await proposeYear(notice, { by: 'a', now, ifVersion: 0 })).toMatchObject({ refused: 'stale-version' });
    const replaced = await proposed(1);
    const newest = await proposed(1);
    expect([replaced.revision, newest.revision]).toEqual([2, 3]);
    expect(await confirmYear(replaced, { by: 'b', now })).toMatchObject({ refused: 'stale-version' });
    expect(await confirmYear(newest, { by: 'b', now })).toMatchObject({ year: { version: 2 } });
  });
});

describe('the walk over open tickets', () => {
  test('meets each once, oldest filing first, in pages of any size', async () => {
    const residentId = await aResident();
    const due = at('2026-03-03', '17:30');
    const filings = Array.from({ length: 7 }, (_, i) => ({ ticketId: newId(), now: later(now, (7 - i) * MINUTE) }));
    for (const filing of filings) {
      const base = submission(residentId, filing);
      const body = { ...base.first.body, clocks: [clock('ACCEPT', due)] };
      await submit({ ...base, first: { ...base.first, body } });
    }
    // Nothing to compute in it: not met.
    const idle = submission(residentId);
    await submit({ ...idle, first: { ...idle.first, body: { ...idle.first.body, clocks: [] } } });

    for (const limit of [1, 3, 7, 100]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof openTickets>> = await openTickets(cursor, limit);
        seen.push(...page.tickets.map(({ id }) => id));
        ({ cursor } = page);
      } while (cursor !== null);
      expect(seen).toEqual(filings.map(({ ticketId }) => ticketId).reverse());
    }
  });

  test('is written down by one of two runs', async () => {
    const job = await recomputation(2027, 1);
    if (!job) throw new Error('no recomputation was ordered');
    const further = { ...job, cursor: 'somewhere' };
    expect([await saveRecomputation(job, further), await saveRecomputation(job, further)]).toEqual([true, false]);
    expect(await saveRecomputation(further, { ...further, finishedAt: now })).toBe(true);
    expect(await saveRecomputation(further, { ...further, finishedAt: now })).toBe(false);
  });
});
