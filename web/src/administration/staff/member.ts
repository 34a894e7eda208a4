/** Somebody who works here, and where to read them. */
import { staffRoles } from '../../../../domain/staff.ts';
import { read, type Reply } from '../../api/api.ts';

export type Member = Reply<'GET', '/staff'>['staff'][number];
export type Role = Member['role'];
export const roles = staffRoles;

/** Clerks and officers work at an office, everybody else for a region. */
export const isOfOffice = (role: unknown): boolean => role === 'clerk' || role === 'officer';

/** Whose staff is looked at. */
export type Place = { readonly officeId?: string; readonly regionCode?: string; readonly id?: string };

/** An office has some dozens of people; what is more is read on demand. */
const pageSize = 100;

export const staffQuery = (place: Place) => ({
  queryKey: ['staff', place],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    read('/staff', { query: { ...place, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ cursor }: { cursor: string | null }) => cursor,
});

export const memberQuery = (id: string) => ({
  queryKey: ['staff', 'one', id],
  queryFn: async () => (await read('/staff', { query: { id } })).staff[0] ?? null,
});

export const matches = (member: Member, words: string): boolean =>
  [member.id, member.zh, member.en].some((text) => text.toLowerCase().includes(words.trim().toLowerCase()));
