/**
 * The numbers of communities before and after the stories, and whether the difference is what the stories did. What they
 * did is read from the histories of the very requests that they filed, by a table of its own: not by what counts.
 */
import { addDays, dateOf } from '../../domain/time.ts';
import { type Client, type Happened, type Performance, until } from './client.ts';
import { check, type Say } from './travel.ts';

type Counts = Record<string, number>;

/** What one event is in the numbers, as a reader of the history would say. */
const said: Record<string, (data: Readonly<Record<string, unknown>>) => string[]> = {
  Submitted: () => ['filed'],
  Accepted: () => ['accepted'],
  Refused: () => ['refused'],
  Returned: () => ['returned'],
  Resolved: ({ outcome }) => ['resolved', `outcome.${String(outcome)}`],
  Rated: ({ level }) => [`rating.${String(level)}`],
  CalledBack: ({ level }) => (level === undefined ? [] : [`secondRating.${String(level)}`]),
  Reopened: () => ['reopened'],
  Withdrawn: () => ['withdrawn'],
  Lapsed: () => ['lapsed'],
  Merged: () => ['merged'],
  Extended: () => ['extended'],
  ResidentAsked: () => ['asked'],
  SupplementRequested: ({ second }) => ['supplemented', ...(second === true ? ['supplementedAgain'] : [])],
  SpecialStepBegun: () => ['specialStep'],
};
const isCompared = (name: string): boolean =>
  !name.includes('@') &&
  /^(filed|accepted|refused|returned|resolved|outcome|rating|secondRating|reopened|withdrawn|lapsed|merged|extended|asked|supplemented|supplementedAgain|specialStep)(\.|$)/.test(
    name,
  );

const less = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(after), ...Object.keys(before)])]
      .map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const)
      .filter(([, n]) => n !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const listed = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || '–';

/** Notes what is filed from now on, and where. */
export const communityPages = async (api: Client) => {
  const from = dateOf(await api.now());
  // Stories move the time: the days of a year hold all that they do.
  const span = `from=${from}&to=${addDays(from, 365)}`;
  const filed: { id: string; communityCode: string }[] = [];
  const { file } = api;
  api.file = async (...given) => {
    const reply = await file(...given);
    filed.push({ id: reply.body.id, communityCode: reply.body.communityCode });
    return reply;
  };
  const pageOf = async (code: string): Promise<Counts> => {
    const { counts } = (await api.get<Performance>(`/performance/${code}?${span}`, 'supervisor-city')).body;
    return Object.fromEntries(Object.entries(counts).filter(([name]) => isCompared(name)));
  };
  const done = async (code: string): Promise<Counts> => {
    const counts: Counts = {};
    const ids = new Set(filed.filter(({ communityCode }) => communityCode === code).map(({ id }) => id));
    for (const id of ids)
      for (const { type, data } of (await api.events(id, 'auditor')) satisfies Happened[])
        for (const name of said[type]?.(data) ?? []) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  return {
    /** Prints the page of each community, and returns them to compare with. */
    before: async (codes: readonly string[], say: Say): Promise<Map<string, Counts>> => {
      const pages = new Map<string, Counts>();
      for (const code of codes) {
        const page = await pageOf(code);
        pages.set(code, page);
        say(`之前 before  ${code}  ${listed(page)}`);
      }
      return pages;
    },
    /** Prints the pages again and what was added. @throws where that is not what the stories did */
    after: async (pages: ReadonlyMap<string, Counts>, say: Say, seconds = 60): Promise<void> => {
      for (const [code, before] of pages) {
        const wanted = listed(less(await done(code), {}));
        let page = await pageOf(code);
        // Counting follows the stream, a moment later.
        const isThere = async () => {
          page = await pageOf(code);
          return listed(less(page, before)) === wanted;
        };
        await until('what was done to be counted', isThere, seconds).catch(() => {});
        say(`之后 after   ${code}  ${listed(page)}`);
        say(`增加 added   ${code}  ${listed(less(page, before))}`);
        check(
          listed(less(page, before)) === wanted,
          `what was added in ${code} is what the stories did: ${wanted}; the page says ${listed(less(page, before))}`,
        );
      }
    },
  };
};
