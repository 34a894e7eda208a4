/**
 * Measures counting and the reads of the numbers: `npm run bench:numbers [-- <tickets>]`, 1,000 where nothing is said,
 * spread over a year, a district of 250 communities and the catalogue. Prints a line of JSON for each step.
 */
import catalogue from '../data/service-catalogue.json' with { type: 'json' };
import type { EventBody, TicketEvent } from '../domain/ticket/event.ts';
import type { Region } from '../domain/region.ts';
import { casesBehind } from '../store/cases.ts';
import { compared } from '../store/comparison.ts';
import { regionRow } from '../store/content.ts';
import { countBatch } from '../store/counters.ts';
import { keyOf } from '../store/keys.ts';
import { readCells, readDays, readMonths, readOpen, readResidents } from '../store/numbers.ts';
import { recount } from '../store/recount.ts';
import { putAll } from '../store/batch.ts';
import { communitiesOf } from '../store/stations.ts';
import { startEngines } from '../test/support/engines.ts';
import { countReads } from '../test/support/open-clocks.ts';

const tickets = Number(process.argv[2] ?? 1_000);
if (!Number.isInteger(tickets) || tickets < 1) {
  console.error(`Usage: npm run bench:numbers -- <tickets>，得到 seen: ${process.argv.slice(2).join(' ')}`);
  process.exit(2);
}

const two = (n: number): string => String(n).padStart(2, '0');
const city = '320600000000';
const district = '320613000000';
const streets = Array.from({ length: 17 }, (_, n) => `3206130${two(n + 1)}000`);
const communities = Array.from({ length: 250 }, (_, n) => `3206130${two((n % 17) + 1)}0${two(Math.floor(n / 17) + 1)}`);
const regionOf = (code: string, level: Region['level'], parent: string | null): Region => ({
  code,
  name: code,
  level,
  parent,
  type: 'bench',
});
const regions = [
  regionOf(city, 1, null),
  regionOf(district, 2, city),
  ...streets.map((code) => regionOf(code, 3, district)),
  ...communities.map((code) => regionOf(code, 4, `${code.slice(0, 9)}000`)),
];

const held = { heldMs: 0 };
const window = { from: '', limit: { n: 30, unit: 'd' as const }, endsAt: '', provisional: false, calendar: '' };
const life = (n: number): EventBody[] => [
  { type: 'Accepted', acceptedOn: '', deemed: false, clocks: [], steps: [], ...held },
  { type: 'Signed' },
  { type: 'Noted' },
  { type: 'Resolved', outcome: 'done', window, elapsed: { 'station:s-1': n * 9e4, 'office:o-1': n * 9e5 }, ...held },
  { type: 'Rated', level: 5 - (n % 3), reasons: [], onBehalf: false, clocks: [], ...held },
];
const events = Array.from({ length: tickets }, (_, n) => {
  const item = catalogue.items[(n * n) % catalogue.items.length] ?? catalogue.items[0];
  if (!item) throw new Error('the catalogue is empty');
  const communityCode = communities[n % communities.length] ?? district;
  return life(n).map((body, i): TicketEvent => ({
    ...body,
    ticketId: `T${String(n).padStart(25, '0')}`,
    sequence: i + 1,
    at: `2025-${two((n % 12) + 1)}-${two((n % 28) + 1)}T10:00:00.000+08:00`,
    actor: { kind: 'system', id: 'system' },
    ended: body.type === 'Resolved' ? [{ name: 'PROMISE', generation: 1, outcome: 'met', booked: false }] : [],
    subject: {
      communityCode,
      itemId: item.id,
      department: item.department,
      mode: item.mode as 'proxy',
      channel: 'web',
      special: n % 4 === 0,
      restricted: false,
      groups: n % 4 === 0 ? ['elderly-80'] : [],
      residentId: `resident-${n % Math.ceil(tickets / 3)}`,
      generation: 1,
      stationId: `station-${communityCode}`,
      officeId: `${item.department}-320613`,
    },
  }));
}).flat();

const engines = await startEngines();
try {
  await putAll(regions.map(regionRow));
  await putAll(
    events.map((event) => Object.assign(keyOf.event(event.ticketId, event.sequence), { kind: 'event', event })),
  );
  const ids = new Set(events.map(({ ticketId }) => ticketId));
  await putAll([...ids].map((id) => Object.assign(keyOf.ticket(id), { kind: 'ticket', ticket: { id } })));
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    const reads = await countReads(async () => void (await work()));
    console.log(JSON.stringify({ what, ms: Math.round(performance.now() - started), ...reads }));
  };
  await step(`count ${events.length} events in batches of 100`, async () => {
    for (let from = 0; from < events.length; from += 100) await countBatch(events.slice(from, from + 100));
  });
  const [community = '', street = ''] = [communities[0], streets[0]];
  for (const [name, scope] of Object.entries({ community, street, district, city })) {
    await step(`${name}: 30 days`, () => readDays(scope, '2025-06-01', '2025-06-30'));
    await step(`${name}: 12 months`, () => readMonths(scope, '2025-01', '2025-12'));
    await step(`${name}: a month by item`, () => readCells(scope, 'item', '2025-06', '2025-06'));
    await step(`${name}: a year by item`, () => readCells(scope, 'item', '2025-01', '2025-12'));
    await step(`${name}: open and residents`, () =>
      Promise.all([readOpen(scope), readResidents(scope, '2025-01', '2025-12')]),
    );
  }
  const days = { from: '2025-01-01', to: '2025-12-31', cell: '' };
  await step('city: first page of what was resolved in a year', () =>
    casesBehind(regionOf(city, 1, null), { fact: 'resolved', ...days }, { limit: 20 }, () => true),
  );
  await step('district: 250 communities side by side, a month', async () =>
    compared(await communitiesOf(regionOf(district, 2, city)), '2025-06', '2025-06'),
  );
  await step('recount', async () => {
    const { counters, differences } = await recount();
    console.log(JSON.stringify({ counters, differences: differences.length }));
  });
} finally {
  await engines.stop();
}
