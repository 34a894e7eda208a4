/** Memberships, each under its person and, for the list, under its office or region. */
import type { Deputyship, Membership } from '../domain/staff.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list, type Page, type PageRequest, pageWhere } from './query.ts';
import { absent, type Expression, get, getEach, put, remove, type Write } from './table.ts';

type StaffRow = Key & { kind: 'staff'; member: Membership };
type RosterRow = Key & { kind: 'roster'; personId: string };

const staffRow = (member: Membership): StaffRow => ({ ...keyOf.staff(member.id), kind: 'staff', member });

/** Where somebody is listed: their office, or the region they answer for. */
export const placeOf = ({ officeId, regionCode }: Membership): string => officeId ?? regionCode ?? '';

const rosterRow = (member: Membership): RosterRow => ({
  ...keyOf.roster(placeOf(member), member.id),
  kind: 'roster',
  personId: member.id,
});

/** The rows of one person. */
export const staffRows = (member: Membership): (StaffRow | RosterRow)[] => [staffRow(member), rosterRow(member)];

/** Read consistently and never remembered: who is removed is out with the next request. */
export const staff = async (id: string): Promise<Membership | undefined> =>
  (await get<StaffRow>(keyOf.staff(id)))?.member;

/** The `version` inside an attribute; undefined: of content that nobody has changed, but which is there. */
const versionIs = (attribute: 'member' | 'deputyship', version: number | undefined): Expression => ({
  text: `attribute_exists(#item) AND ${version === undefined ? 'attribute_not_exists(#item.#version)' : '#item.#version = :version'}`,
  names: { '#item': attribute, '#version': 'version' },
  ...(version === undefined ? {} : { values: { ':version': version } }),
});

/** Holds only while `was` is what the table has. */
export const staffWrites = (was: Membership | undefined, is: Membership): Write[] => [
  put(staffRow(is), was ? versionIs('member', was.version) : absent),
  put(rosterRow(is)),
  ...(was && placeOf(was) !== placeOf(is) ? [remove(keyOf.roster(placeOf(was), was.id))] : []),
];

/** Everybody of an office or a region itself, by id; who has left stays listed. */
export const staffAt = (place: string, request: PageRequest): Promise<Page<Membership> | Refusal> =>
  pageWhere<RosterRow, Membership>({ partition: partition.roster(place) }, request, async (rows) => {
    const found = await getEach<StaffRow>(rows.map(({ personId }) => keyOf.staff(personId)));
    return found.map((row) => (row && placeOf(row.member) === place ? row.member : null));
  });

type DeputyRow = Key & { kind: 'deputy'; deputyship: Deputyship };

/** Holds only while `was` is what the table has. */
export const deputyshipWrite = (was: Deputyship | undefined, is: Deputyship): Write =>
  put(
    { ...keyOf.deputy(is.deputyId, is.personId), kind: 'deputy', deputyship: is } satisfies DeputyRow,
    was ? versionIs('deputyship', was.version) : absent,
  );
export const deputyshipEnd = ({ deputyId, personId, version }: Deputyship): Write =>
  remove(keyOf.deputy(deputyId, personId), versionIs('deputyship', version));

/** Read consistently and never remembered. */
export const deputyship = async (deputyId: string, personId: string): Promise<Deputyship | undefined> =>
  (await get<DeputyRow>(keyOf.deputy(deputyId, personId)))?.deputyship;

/** For whom somebody stands in, also what has ended by its term. */
export const deputyshipsOf = async (deputyId: string): Promise<Deputyship[]> =>
  (await list<DeputyRow>({ partition: partition.person(deputyId), sort: { beginsWith: prefix.deputy } })).map(
    (row) => row.deputyship,
  );
