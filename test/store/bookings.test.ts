/** Rows stay small and no row is hot, at the loads of the load model (city: 25 tickets a second for one hot item). */
import { expect, test } from '@jest/globals';
import model from '../../bench/load-model.json' with { type: 'json' };
import catalogue from '../../data/service-catalogue.json' with { type: 'json' };
import { bucketBounds } from '../../domain/elapsed.ts';
import { elapsedKinds } from '../../domain/measures.ts';
import { cellOf, elapsedFact, nameIn } from '../../domain/performance.ts';
import type { EventBody, TicketEvent } from '../../domain/ticket/event.ts';
import { clockNames } from '../../domain/ticket/state.ts';
import { bookingsOf, foldBookings } from '../../store/bookings.ts';
import { portionsOf } from '../../store/counters.ts';
import { shards } from '../../store/keys.ts';

const kB = 1024;
/** Name with its two letters, and a number of seven digits. */
const sizeOf = (names: readonly string[]): number => names.reduce((bytes, name) => bytes + name.length + 2 + 6, 100);

const facts = [
  ...'filed accepted resolved withdrawn lapsed merged refused returned reopened extended asked specialStep'.split(' '),
  ...'supplemented supplementedAgain lateStop open card.yellow card.red cardCancelled.yellow cardCancelled.red'.split(
    ' ',
  ),
  ...clockNames.flatMap((name) => [`met.${name}`, `missed.${name}`]),
  ...[1, 2, 3, 4, 5].flatMap((level) => [`rating.${level}`, `secondRating.${level}`, `ratingExcluded.${level}`]),
  ...['granted', 'denied', 'answered', 'done', 'explained'].map((outcome) => `outcome.${outcome}`),
];
const elapsed = elapsedKinds.flatMap((kind) => bucketBounds.map((_, bucket) => elapsedFact(kind, bucket)));
const cells = [
  ...catalogue.items.map(({ id }) => cellOf('item', id)),
  ...catalogue.departments.map(({ id }) => cellOf('department', id)),
  ...catalogue.applicantGroups.filter(({ special }) => special).map(({ id }) => cellOf('group', id)),
  ...['proxy', 'transfer', 'instant', 'consult'].map((mode) => cellOf('mode', mode)),
  ...['web', 'counter', 'hotline', 'home-visit'].map((channel) => cellOf('channel', channel)),
  'special',
];

test('no row can reach the 400 KB of an item, even if everything happened that can', () => {
  const packed = cells.flatMap((cell) => facts.map((fact) => nameIn(cell, fact)));
  const total = ['', 'special'].flatMap((cell) => [...facts, ...elapsed].map((fact) => nameIn(cell, fact)));
  const open = ['', ...cells].map((cell) => nameIn(cell, 'open'));
  expect(sizeOf(packed)).toBeLessThan(350 * kB);
  expect(sizeOf(total)).toBeLessThan(32 * kB);
  expect(sizeOf([...facts, ...elapsed])).toBeLessThan(16 * kB);
  expect(sizeOf(open)).toBeLessThan(8 * kB);
});

const at = '2026-03-02T10:00:00.000+08:00';
const held = { heldMs: 0 };
const window = {
  from: '2026-03-02',
  limit: { n: 30, unit: 'd' as const },
  endsAt: at,
  provisional: false,
  calendar: '',
};
/** The twelve events of a ticket that went through an office; five of them add to numbers. */
const life: EventBody[] = [
  { type: 'Accepted', acceptedOn: '2026-03-02', deemed: false, clocks: [], steps: [], ...held },
  { type: 'Signed' },
  { type: 'ResidentAsked', window, moved: [], ...held },
  { type: 'Resolved', outcome: 'done', window, elapsed: { 'station:a-1': 4e6, 'office:b-1': 4e7 }, ...held },
  { type: 'Rated', level: 5, reasons: [], onBehalf: false, clocks: [], ...held },
  ...Array.from({ length: 7 }, (): EventBody => ({ type: 'Noted' })),
];
const event = (body: EventBody, n: number): TicketEvent => {
  const communityCode = `3206${13 + (n % 8)}0${String(10 + (n % 17))}0${String(10 + (n % 15))}`;
  return {
    ...body,
    ticketId: `T${n}`,
    sequence: 1,
    at,
    actor: { kind: 'system', id: 'system' },
    ended: [{ name: 'PROMISE', generation: 1, outcome: 'met', booked: false }],
    subject: {
      communityCode,
      itemId: 'medical-enrolment',
      department: 'medical-insurance',
      mode: 'proxy',
      channel: n % 2 ? 'web' : 'counter',
      special: n % 3 === 0,
      restricted: false,
      groups: n % 3 === 0 ? ['elderly-80'] : [],
      residentId: `resident-${n}`,
      generation: 1,
      stationId: `station-${communityCode}`,
      officeId: 'medical-insurance-320613',
    },
  };
};

test('the hottest row of a district stays far below the 1,000 write units a second of a partition', () => {
  // The burst of load-model.md §4: 25 tickets of one item in a second, 12 events each.
  const second = Array.from({ length: 25 }, (_, n) => life.map((body, i) => event(body, n * 12 + i))).flat();
  const writes = new Map<string, number>();
  let transactions = 0;
  for (let from = 0; from < second.length; from += 100) {
    const batch = second
      .slice(from, from + 100)
      .map((each) => ({ event: each, pseudonym: each.type === 'Resolved' ? each.subject.residentId : null }));
    for (const portion of portionsOf(batch)) {
      transactions += 1;
      const share = (transactions % shards.upperCounters) / shards.upperCounters;
      for (const { pk, sk } of foldBookings(portion.flatMap((each) => bookingsOf(each.event, { share }))))
        writes.set(`${pk} ${sk}`, (writes.get(`${pk} ${sk}`) ?? 0) + 1);
    }
  }
  const [hottest = '', most = 0] = [...writes].sort(([, a], [, b]) => b - a)[0] ?? [];
  const district = Math.max(...[...writes].filter(([row]) => /^N#\d{6}000000#/.test(row)).map(([, n]) => n));
  // A transactional write of a row of up to 3 KB costs 6 units.
  console.log(
    `${second.length} events, ${transactions} transactions, ${writes.size} rows; hottest ${hottest}: ${most}/s`,
  );
  expect(transactions).toBeLessThan(120);
  expect(district * 6).toBeLessThan(200);
});

test('what comes from everywhere is counted place by place: each row of numbers is written about once', () => {
  // Forty requests of four communities in two districts, come in one after the other from all four of them.
  const places = ['320613001001', '320614103201', '320613002001', '320614104001'];
  const events = Array.from({ length: 40 }, (_, n) =>
    life.map((body, i) => {
      const communityCode = places[n % 4] ?? '';
      const made = event(body, n * 12 + i);
      return { ...made, ticketId: `ticket-${n}`, subject: { ...made.subject, communityCode } };
    }),
  ).flat();
  const portions = portionsOf(
    events.toSorted((a, b) => a.at.localeCompare(b.at)).map((each) => ({ event: each, pseudonym: null })),
  );
  const rows = portions.map((portion) => foldBookings(portion.flatMap((each) => bookingsOf(each.event, { share: 0 }))));
  const distinct = foldBookings(events.flatMap((each) => bookingsOf(each, { share: 0 })));
  expect(portions.flat()).toHaveLength(events.length);
  expect(rows.flat().length).toBeLessThan(distinct.length * 1.5);
  // Of one ticket the order stays.
  const sequences = portions
    .flat()
    .flatMap(({ event: { ticketId, sequence } }) => (ticketId === 'ticket-0' ? [sequence] : []));
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
});

test('of one ticket no transaction takes more events than the condition on its mark has room for', () => {
  const restless = Array.from({ length: 250 }, (_, sequence) => ({
    event: { ...event({ type: 'Signed' }, 1), sequence },
    pseudonym: null,
  }));
  const portions = portionsOf(restless);
  expect(portions.flat()).toEqual(restless);
  expect(Math.max(...portions.map((portion) => portion.length))).toBeLessThanOrEqual(100);
});

test('over a whole city events share far fewer rows than in the bench, whose people live in five communities', () => {
  const { communities, districts, createsASecond } = model;
  // What comes in a window of twenty seconds: of different tickets, since a life takes days; forty items in use.
  const rowsOfAn = (places: number) => {
    const events = Array.from({ length: createsASecond.burst * 5 * 20 }, (_, n) => {
      const [body, item] = [life[n % 5], catalogue.items[(n * 31) % 40]];
      if (!body || !item) throw new Error('no such event or item');
      const place = (n * 7919) % places;
      const district = `3206${10 + (place % districts.value)}`;
      const community = Math.floor(place / districts.value);
      const made = event(body, n);
      const where = {
        communityCode: `${district}${100 + Math.floor(community / 15)}${201 + (community % 15)}`,
        itemId: item.id,
        department: item.department,
        officeId: `${item.department}-${district}`,
      };
      return { event: { ...made, ticketId: `ticket-${n}`, subject: { ...made.subject, ...where } }, pseudonym: null };
    });
    const count = (parts: readonly { event: TicketEvent }[][]) =>
      parts.flatMap((part) => foldBookings(part.flatMap((each) => bookingsOf(each.event, { share: 0 })))).length /
      events.length;
    return { alone: count(events.map((each) => [each])), together: count(portionsOf(events)) };
  };
  const [city, bench] = [rowsOfAn(communities.value), rowsOfAn(5)];
  console.log(
    `rows an event: ${city.alone} alone, ${city.together} in a city's burst, ${bench.together} in five places`,
  );
  expect(city.together).toBeLessThan(city.alone * 0.75);
  expect(city.together).toBeGreaterThan(bench.together * 2);
});
