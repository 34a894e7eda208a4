/**
 * Every key and index of the one table, and nothing else. Pure: lib builds the table from it, the stores build keys
 * with it. docs/access-patterns.md lists which read uses which.
 */
import { boardLanes, type BoardEntry } from '../domain/ticket/board.ts';
import { runs } from '../domain/ticket/clocks.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { levelOf, lineageOf, parentOf, type RegionLevel } from '../domain/region.ts';
import type { AttentionList } from '../domain/ticket/attention.ts';
import { type CivilDate, dateOf, type Instant } from '../domain/time.ts';

export const attributes = { partition: 'pk', sort: 'sk', expiry: 'expiresAt' } as const;

/**
 * Sparse secondary indexes: an item is in one only while it carries the two attributes. One with the keys only is written
 * when these change, one with all attributes with every write of the item.
 */
export const indexes = {
  /** Tickets of one resident, newest first. */
  byResident: { partition: 'residentPk', sort: 'residentSk', projection: 'KEYS_ONLY' },
  /** Tickets of one community, newest first. */
  byCommunity: { partition: 'communityPk', sort: 'communitySk', projection: 'KEYS_ONLY' },
  /** Tickets by their next alarm, in shards; the sweeper reads what is due. */
  byAlarm: { partition: 'alarmPk', sort: 'alarmSk', projection: 'KEYS_ONLY' },
  /** Tickets with a clock or a window that has not ended, oldest filing first, in shards; a new calendar walks it. */
  byOpenClock: { partition: 'openPk', sort: 'openSk', projection: 'KEYS_ONLY' },
  /** What a supervisor must look at, by district and kind. */
  byAttention: { partition: 'attentionPk', sort: 'attentionSk', projection: 'ALL' },
  /** Events by the day and moment at which they were stored; the reconciler walks it. */
  byDay: { partition: 'dayPk', sort: 'daySk', projection: 'KEYS_ONLY' },
} as const;

export type Key = { pk: string; sk: string };

/** Partitions into which one logical list is spread, so that no single one has to take all writes. */
export const shards = { alarm: 16, open: 4, day: 4, upperCounters: 4, audit: 16 } as const;

/** Numbers up to 999,999 so that they sort as text. */
const six = (n: number): string => String(n).padStart(6, '0');

/** FNV-1a: the same text is in the same shard on every machine, for ever. */
const shardOf = (text: string, count: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % count;
};

/** Every partition that holds a list. */
export const partition = {
  ticket: (ticketId: string) => `T#${ticketId}`,
  board: (officeId: string) => `B#${officeId}`,
  attention: (districtCode: string, kind: AttentionList) => `Y#${districtCode}#${kind}`,
  resident: (residentId: string) => `R#${residentId}`,
  community: (code: string) => `C#${code}`,
  alarm: (shard: number) => `A#${shard}`,
  openClock: (shard: number) => `U#${shard}`,
  day: (date: CivilDate, shard: number) => `D#${date}#${shard}`,
  /** Children of a region; null: the cities. */
  regions: (parent: string | null) => `G#${parent ?? 'ROOT'}`,
  item: (itemId: string) => `I#${itemId}`,
  office: (officeId: string) => `O#${officeId}`,
  items: 'ITEMS',
  coverage: (department: string, regionCode: string) => `W#${department}#${regionCode}`,
  person: (id: string) => `${prefix.person}${id}`,
  phone: (mac: string) => `${prefix.index}phone#${mac}`,
  household: (digest: string) => `${prefix.household}${digest}`,
  /** The staff of an office, or of a region itself. */
  roster: (place: string) => `STAFF#${place}`,
  counters: (scope: string, shard: number) => `N#${scope}#${shard}`,
  calendar: 'CALENDAR',
  recomputations: 'RECOMPUTATIONS',
  /** The very cases behind a number of a district and month. */
  cases: (districtCode: string, month: string, fact: string) => `L#${districtCode}#${month}#${fact}`,
  targets: 'TARGETS',
  /** Versions of the rules of clocks. */
  rules: 'RULES',
  /** The same of one district, as far as it has limits of its own. */
  districtRules: (district: string) => `RULES#${district}`,
  /** What administrators propose and nobody has decided yet. */
  proposals: 'PROPOSALS',
  /** Offices that sit in a district (below it included), or in the city itself. */
  offices: (districtOrCity: string) => `OFFICES#${districtOrCity}`,
  /** What people entered of the regions of a district: households, workers. */
  regionFacts: (districtOrCity: string) => `FACTS#${districtOrCity}`,
  /** Papers of a resident, in the index of residents beside their tickets. */
  papersOf: (residentId: string) => `F#${residentId}`,
  /** Papers announced on a day and attached to nothing yet, in the index of days. */
  openPapers: (date: CivilDate) => `O#${date}`,
  /** What one caller has spent of their budgets, hour by hour. */
  limits: (spender: string) => `${prefix.limit}${spender}`,
  /** Erasures with a step to come, in the index of days. */
  erasures: 'ERASURES',
  idempotency: (callerId: string) => `IDEM#${callerId}`,
  seed: 'SEED',
  /** Whom a station cares for, and the needs that are open. */
  care: (stationId: string) => `K#${stationId}`,
  /** Events of care of a day, in the index of days: for the anchors alone. */
  careDay: (date: CivilDate) => `DK#${date}`,
  audit: (chain: string) => `AUDIT#${chain}`,
} as const;

/** Every sort key by which something is found without its whole key. */
export const prefix = {
  ticket: 'T#',
  event: 'E#',
  sealed: 'S#',
  counters: 'N#',
  served: 'SERVED#',
  cases: 'L#',
  notice: 'N#',
  /** Not that of events: the two followers of the stream want nothing of the audit. */
  audit: 'A#',
  disclosure: 'SEEN#',
  /** Of the events of care, in the partition of the person: the followers of the stream want nothing of them. */
  care: 'CARE#',
  person: 'P#',
  deputy: 'DEPUTY#',
  mandateHeld: 'HELD#',
  mandateGranted: 'GRANTED#',
  /** Of the partitions of counters that limit callers; a permission names it. */
  limit: 'LIMIT#',
  /** Of the partitions by which residents are found; a rotation of their key looks for them. */
  index: 'X#',
  household: 'H#',
  currentYear: 'CURRENT#',
  currentTarget: 'CURRENT#',
  calendarVersion: (year: number) => `${year}#V`,
  targetVersion: (id: string) => `${id}#V`,
  itemVersion: 'V#',
  officeVersion: 'V#',
} as const;

export const keyOf = {
  ticket: (id: string): Key => ({ pk: partition.ticket(id), sk: 'STATE' }),
  event: (id: string, sequence: number): Key => ({ pk: partition.ticket(id), sk: `${prefix.event}${six(sequence)}` }),
  sealed: (id: string, sequence: number): Key => ({ pk: partition.ticket(id), sk: `${prefix.sealed}${six(sequence)}` }),
  /** Which events of a ticket have been counted. Events themselves never change. */
  counted: (ticketId: string): Key => ({ pk: partition.ticket(ticketId), sk: 'COUNTED' }),
  /** Is there when the messages of an event are sent. */
  published: (ticketId: string, sequence: number): Key => ({
    pk: partition.ticket(ticketId),
    sk: `PUBLISHED#${six(sequence)}`,
  }),
  /** The wrapped data key of an anonymous ticket. */
  ticketKey: (id: string): Key => ({ pk: partition.ticket(id), sk: 'KEY' }),
  /** From which device a rating came, for a while. */
  ratingSource: (ticketId: string, sequence: number): Key => ({
    pk: partition.ticket(ticketId),
    sk: `RATER#${six(sequence)}`,
  }),
  reference: (reference: string): Key => ({ pk: `REF#${reference}`, sk: 'REF' }),
  idempotency: (callerId: string, key: string): Key => ({
    pk: partition.idempotency(callerId),
    sk: key,
  }),
  board: ({ officeId, lane, due }: BoardEntry, ticketId: string): Key => ({
    pk: partition.board(officeId),
    sk: `${boardLanes.indexOf(lane)}#${due}#${ticketId}`,
  }),
  /** The numbers of visitors on one day. */
  visitors: (officeId: string, date: CivilDate): Key => ({ pk: `QUEUE#${officeId}`, sk: date }),
  region: (code: string): Key => ({ pk: partition.regions(parentOf(code) ?? null), sk: code }),
  itemVersion: (itemId: string, version: number): Key => ({
    pk: partition.item(itemId),
    sk: `${prefix.itemVersion}${six(version)}`,
  }),
  currentItem: (itemId: string): Key => ({ pk: partition.items, sk: itemId }),
  office: (officeId: string): Key => ({ pk: partition.office(officeId), sk: 'OFFICE' }),
  officeVersion: (officeId: string, version: number): Key => ({
    pk: partition.office(officeId),
    sk: `${prefix.officeVersion}${six(version)}`,
  }),
  officeListed: (office: { id: string; regionCode: string }): Key => ({
    pk: partition.offices(districtOf(office.regionCode)),
    sk: `${office.regionCode}#${office.id}`,
  }),
  rules: (version: number): Key => ({ pk: partition.rules, sk: `V#${six(version)}` }),
  districtRules: (district: string, version: number): Key => ({
    pk: partition.districtRules(district),
    sk: `V#${six(version)}`,
  }),
  proposal: (kind: string, subject: string): Key => ({ pk: partition.proposals, sk: `${kind}#${subject}` }),
  coverage: (department: string, regionCode: string, officeId: string): Key => ({
    pk: partition.coverage(department, regionCode),
    sk: officeId,
  }),
  staff: (id: string): Key => ({ pk: partition.person(id), sk: 'STAFF' }),
  deputy: (deputyId: string, personId: string): Key => ({
    pk: partition.person(deputyId),
    sk: `${prefix.deputy}${personId}`,
  }),
  roster: (place: string, personId: string): Key => ({ pk: partition.roster(place), sk: personId }),
  account: (id: string): Key => ({ pk: partition.person(id), sk: 'ACCOUNT' }),
  /** What somebody who registered shows at the counter. */
  counterCode: (code: string): Key => ({ pk: `CODE#${code}`, sk: 'CODE' }),
  residentFile: (id: string): Key => ({ pk: partition.person(id), sk: 'FILE' }),
  erasure: (residentId: string): Key => ({ pk: partition.person(residentId), sk: 'ERASURE' }),
  household: (digest: string, residentId: string): Key => ({ pk: partition.household(digest), sk: residentId }),
  /** One number can be that of several people. */
  phoneIndex: (mac: string, residentId: string): Key => ({ pk: partition.phone(mac), sk: residentId }),
  blindIndex: (kind: string, mac: string): Key => ({ pk: `${prefix.index}${kind}#${mac}`, sk: 'X' }),
  /** Of an event of a ticket, or (null) of the resident's file. */
  notice: (residentId: string, at: Instant, ticketId: string | null, sequence: number): Key => ({
    pk: partition.person(residentId),
    sk: `${prefix.notice}${at}#${ticketId ?? 'FILE'}#${six(sequence)}`,
  }),
  mandateHeld: (agentId: string, id: string): Key => ({
    pk: partition.person(agentId),
    sk: `${prefix.mandateHeld}${id}`,
  }),
  mandateGranted: (principalId: string, id: string): Key => ({
    pk: partition.person(principalId),
    sk: `${prefix.mandateGranted}${id}`,
  }),
  counters: (scope: string, shard: number, row: string): Key => ({ pk: partition.counters(scope, shard), sk: row }),
  /** One event behind a number: by community, then by day. */
  case: (fact: string, event: { ticketId: string; sequence: number; at: Instant }, communityCode: string): Key => ({
    pk: partition.cases(regionAt(2, communityCode), event.at.slice(0, 7), fact),
    sk: `${communityCode}#${dateOf(event.at)}#${event.ticketId}#${six(event.sequence)}`,
  }),
  /** The months in which a resident was served there, under a pseudonym. */
  served: (scope: string, pseudonym: string): Key => ({ pk: `${prefix.served}${scope}#${pseudonym}`, sk: 'MONTHS' }),
  currentTarget: (id: string): Key => ({ pk: partition.targets, sk: `${prefix.currentTarget}${id}` }),
  targetVersion: (id: string, version: number): Key => ({ pk: partition.targets, sk: `${id}#V${six(version)}` }),
  targetDraft: (id: string): Key => ({ pk: partition.targets, sk: `DRAFT#${id}` }),
  regionFacts: (code: string): Key => ({
    pk: partition.regionFacts(districtOf(code)),
    sk: code,
  }),
  audit: (chain: string, sequence: number): Key => ({
    pk: partition.audit(chain),
    sk: `${prefix.audit}${six(sequence)}`,
  }),
  auditHead: (chain: string): Key => ({ pk: partition.audit(chain), sk: 'HEAD' }),
  disclosure: (residentId: string, at: Instant, chain: string, sequence: number): Key => ({
    pk: partition.person(residentId),
    sk: `${prefix.disclosure}${at}#${chain}#${six(sequence)}`,
  }),
  care: (residentId: string): Key => ({ pk: partition.person(residentId), sk: 'CARE' }),
  careEvent: (residentId: string, sequence: number): Key => ({
    pk: partition.person(residentId),
    sk: `${prefix.care}${six(sequence)}`,
  }),
  carePlace: (stationId: string, position: string): Key => ({ pk: partition.care(stationId), sk: position }),
  calendarVersion: (year: number, version: number): Key => ({ pk: partition.calendar, sk: `${year}#V${version}` }),
  currentYear: (year: number): Key => ({ pk: partition.calendar, sk: `${prefix.currentYear}${year}` }),
  calendarDraft: (year: number): Key => ({ pk: partition.calendar, sk: `DRAFT#${year}` }),
  recomputation: (year: number, version: number): Key => ({
    pk: partition.recomputations,
    sk: `${year}#V${six(version)}`,
  }),
  /** Groups of residents and the fields asked of whoever acts for another: the catalogue's own words. */
  glossary: { pk: 'ITEMS#GLOSSARY', sk: 'GLOSSARY' },
  /** Dates of the moving festivals, by which the law counts in years without a notice. */
  festivals: { pk: partition.calendar, sk: 'FESTIVALS' },
  paper: (paperId: string): Key => ({ pk: `F#${paperId}`, sk: 'PAPER' }),
  /** The same file, announced again for the same material, is the same paper. */
  paperDigest: (residentId: string, itemId: string, material: string, sha256: string): Key => ({
    pk: partition.person(residentId),
    sk: `PAPER#${itemId}#${material}#${sha256}`,
  }),
  /** How often somebody used a budget in one hour, `YYYY-MM-DDTHH`. */
  spent: (spender: string, budget: string, hour: string): Key => ({
    pk: partition.limits(spender),
    sk: `${budget}#${hour}`,
  }),
  /** Of the digests of networks on one day. */
  spendersSalt: (date: CivilDate): Key => ({ pk: partition.limits('SALT'), sk: date }),
  /** How far what is kept no longer has been taken away. */
  retained: (what: string): Key => ({ pk: 'RETENTION', sk: what }),
  watermark: { pk: 'RECONCILE', sk: 'WATERMARK' },
  /** Until when the heads of the chains have been written down. */
  anchored: { pk: 'ANCHOR', sk: 'WATERMARK' },
  seed: (kind: string): Key => ({ pk: partition.seed, sk: kind }),
} as const;

/** The chain of a day that takes what one person does. */
export const auditShardOf = (personId: string): number => shardOf(personId, shards.audit);

/** Index attributes of a ticket's snapshot. An absent pair keeps it out of that index. */
export const ticketIndexKeys = (
  ticket: Pick<Ticket, 'id' | 'residentId' | 'communityCode' | 'filedAt' | 'clocks' | 'window'>,
  nextMoment: Instant | null,
): Record<string, string> => {
  const filed = `${ticket.filedAt}#${ticket.id}`;
  return {
    communityPk: partition.community(ticket.communityCode),
    communitySk: filed,
    ...(ticket.residentId === null ? {} : { residentPk: partition.resident(ticket.residentId), residentSk: filed }),
    ...(ticket.clocks.some(runs) || ticket.window
      ? { openPk: partition.openClock(shardOf(ticket.id, shards.open)), openSk: filed }
      : {}),
    ...(nextMoment === null
      ? {}
      : {
          alarmPk: partition.alarm(shardOf(ticket.id, shards.alarm)),
          alarmSk: `${nextMoment}#${ticket.id}`,
        }),
  };
};

/** The district in which a region lies; the city is its own. */
export const districtOf = (code: string): string => (levelOf(code) === 1 ? code : regionAt(2, code));

const regionAt = (level: RegionLevel, code: string): string => {
  const region = lineageOf(code).find((each) => levelOf(each) === level);
  if (region === undefined) throw new RangeError(`${code} lies in no region of level ${level}`);
  return region;
};

/** Of a district, or of the one that a street belongs to. */
export const attentionPartition = (code: string, kind: AttentionList): string =>
  partition.attention(regionAt(2, code), kind);

/** Where the tickets of a street stand that need attention: one partition per district, the street first in the sort key. */
export const attentionRange = (streetCode: string, kind: AttentionList) => ({
  partition: attentionPartition(streetCode, kind),
  prefix: `${streetCode}#`,
});

/** Index attributes of a ticket, or of the care for a resident, that somebody has to look at; within a street the oldest is first. */
export const attentionKeys = (
  { id, communityCode }: { id: string; communityCode: string },
  attention: { kind: AttentionList; since: Instant } | null,
): Record<string, string> => {
  if (attention === null) return {};
  const range = attentionRange(regionAt(3, communityCode), attention.kind);
  return { attentionPk: range.partition, attentionSk: `${range.prefix}${attention.since}#${id}` };
};

/** Index attributes of the care for a resident. */
export const careIndexKeys = (
  { residentId, communityCode }: { residentId: string; communityCode: string },
  nextMoment: Instant | null,
  attentionSince: Instant | null,
): Record<string, string> => ({
  ...(nextMoment === null
    ? {}
    : { alarmPk: partition.alarm(shardOf(residentId, shards.alarm)), alarmSk: `${nextMoment}#${residentId}` }),
  ...attentionKeys(
    { id: residentId, communityCode },
    attentionSince === null ? null : { kind: 'coverage', since: attentionSince },
  ),
});

/** Index attributes of an event of care. */
export const careEventIndexKeys = (residentId: string, { at, sequence }: { at: Instant; sequence: number }) => ({
  dayPk: partition.careDay(dateOf(at)),
  daySk: `${at}#${residentId}#${six(sequence)}`,
});

/** Index attributes of an event. */
export const eventIndexKeys = (event: { ticketId: string; sequence: number; at: Instant }): Record<string, string> => ({
  dayPk: partition.day(dateOf(event.at), shardOf(event.ticketId, shards.day)),
  daySk: `${event.at}#${event.ticketId}#${six(event.sequence)}`,
});

/** Rows of counters below one scope, by what they hold (store/counters.ts). */
export const counterRow = {
  /** The whole of a day, and its part of special groups. */
  day: (date: CivilDate) => `day#${date}`,
  /** The same of a month. */
  month: (month: string) => `month#${month}`,
  /** Every cell of a month in one row: communities and offices, which have few cases. */
  cells: (month: string) => `cells#${month}`,
  /** Of these the departments, by which communities are compared, in a row of their own: it stays small. */
  departments: (month: string) => `departments#${month}`,
  /** One cell of a month: districts, in which many communities write at once. */
  cell: (dimension: string, month: string, value: string) => `${dimension}#${month}#${value}`,
  /** Opened less closed, since ever, by cell. */
  open: 'open',
  /** What a month adds to the register of special groups, needs and contacts (domain/care/numbers.ts). */
  care: (month: string) => `care#${month}`,
  /** Distinct residents: of each month, and of the twelve months up to it. */
  residents: 'residents',
} as const;

/** Counters are those of a region of this level, or (null) of an office. */
export const levelIn = (scope: string): RegionLevel | null => (/^\d{12}$/.test(scope) ? levelOf(scope) : null);

/** Districts take the counts of many communities, the city its residents: whoever writes draws one of several shards. */
export const counterShards = (scope: string): number => ((levelIn(scope) ?? 4) <= 2 ? shards.upperCounters : 1);

/** Where files lie in the bucket: what has come in, and what was checked, under the digest of what was checked. */
export const objectPrefix = { incoming: 'incoming/', checked: 'checked/' } as const;
export const objectKeyOf = {
  incoming: (paperId: string): string => objectPrefix.incoming + paperId,
  checked: (paperId: string, sha256: string): string => `${objectPrefix.checked}${paperId}-${sha256}`,
} as const;

/** Index attributes of a paper. `isOpen`: attached to nothing, so that the clean-up finds it. */
export const paperIndexKeys = (
  { id, residentId, at }: { id: string; residentId: string; at: Instant },
  isOpen: boolean,
): Record<string, string> => ({
  residentPk: partition.papersOf(residentId),
  residentSk: `${at}#${id}`,
  ...(isOpen ? { dayPk: partition.openPapers(dateOf(at)), daySk: `${at}#${id}` } : {}),
});

/** Index attributes of an erasure: while a step is to come, or somebody has to say something. */
export const erasureIndexKeys = ({
  residentId,
  state,
  dueAt,
}: {
  residentId: string;
  state: string;
  dueAt: Instant | null;
}): Record<string, string> =>
  dueAt === null && state !== 'proposed'
    ? {}
    : { dayPk: partition.erasures, daySk: `${dueAt ?? 'proposed'}#${residentId}` };
