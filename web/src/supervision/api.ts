/** What supervision asks of the API. What is polled answers 304 while nothing has changed. */
import { read, type Reply } from '../api/api.ts';

export type AttentionCounts = Reply<'GET', '/attention/{regionCode}/counts'>;
export type AttentionKind = AttentionCounts['kinds'][number]['kind'];
export type Unreached = NonNullable<Reply<'GET', '/attention/{regionCode}'>['people']>[number];
export type AttentionRow = Reply<'GET', '/attention/{regionCode}'>['tickets'][number];

/** Milliseconds between two looks while the page is visible. */
const often = 15_000;

export const countsQuery = (regionCode: string) => ({
  queryKey: ['attention', regionCode, 'counts'],
  queryFn: () => read('/attention/{regionCode}/counts', { params: { regionCode } }),
  refetchInterval: often,
  staleTime: 2_000,
});

const pageSize = 50;
export const attentionQuery = (regionCode: string, kind: AttentionKind) => ({
  queryKey: ['attention', regionCode, kind],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    read('/attention/{regionCode}', {
      params: { regionCode },
      query: { kind, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ cursor }: { cursor: string | null }) => cursor ?? undefined,
  refetchInterval: often,
  staleTime: 2_000,
});

export type Numbers = Reply<'GET', '/performance/{regionCode}'>;
export type Trend = Reply<'GET', '/performance/{regionCode}/trend'>;
export type Targets = Reply<'GET', '/performance/{regionCode}/targets'>;
export type Comparison = Reply<'GET', '/performance/{regionCode}/comparison'>;
export type Evaluation = Reply<'GET', '/performance/{regionCode}/evaluation'>;
export type Patterns = Reply<'GET', '/performance/{regionCode}/patterns'>;
export type Case = Reply<'GET', '/performance/{regionCode}/tickets'>['tickets'][number];
export type Dimension = NonNullable<Numbers['by']>['dimension'];

/** Numbers are read, not watched: once a minute is soon enough when somebody comes back to the page. */
const minute = { staleTime: 60_000 } as const;

export const numbersQuery = (regionCode: string, query: { from: string; to: string; by?: Dimension }) => ({
  queryKey: ['numbers', regionCode, query],
  queryFn: () => read('/performance/{regionCode}', { params: { regionCode }, query }),
  ...minute,
});
export const trendQuery = (regionCode: string, to: string) => ({
  queryKey: ['trend', regionCode, to],
  queryFn: () => read('/performance/{regionCode}/trend', { params: { regionCode }, query: { to } }),
  ...minute,
});
export const targetsQuery = (regionCode: string, month: string) => ({
  queryKey: ['targets', regionCode, month],
  queryFn: () => read('/performance/{regionCode}/targets', { params: { regionCode }, query: { month } }),
  ...minute,
});
export const comparisonQuery = (regionCode: string, query: { from: string; to: string }) => ({
  queryKey: ['comparison', regionCode, query],
  queryFn: () => read('/performance/{regionCode}/comparison', { params: { regionCode }, query }),
  ...minute,
});
export const evaluationQuery = (regionCode: string, month: string) => ({
  queryKey: ['evaluation', regionCode, month],
  queryFn: () => read('/performance/{regionCode}/evaluation', { params: { regionCode }, query: { month } }),
  ...minute,
});
export const patternsQuery = (regionCode: string, month: string) => ({
  queryKey: ['patterns', regionCode, month],
  queryFn: () => read('/performance/{regionCode}/patterns', { params: { regionCode }, query: { month } }),
  ...minute,
});

const casesPage = 50;
export const casesQuery = (regionCode: string, query: { fact: string; from: string; to: string; cell?: string }) => ({
  queryKey: ['cases', regionCode, query],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    read('/performance/{regionCode}/tickets', {
      params: { regionCode },
      query: { ...query, limit: casesPage, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ cursor }: { cursor: string | null }) => cursor ?? undefined,
  ...minute,
});

export type Brief = Reply<'GET', '/reports/{regionCode}/brief'>;
export const briefQuery = (regionCode: string, on: string) => ({
  queryKey: ['brief', regionCode, on],
  queryFn: () => read('/reports/{regionCode}/brief', { params: { regionCode }, query: { on } }),
  ...minute,
});

export type AuditEntry = Reply<'GET', '/audit'>['entries'][number];
export type AuditKind = AuditEntry['kind'];
/** Entries of one page. */
export const auditPage = 100;
export const auditQuery = ({ date, kind, after }: { date: string; kind: AuditKind | undefined; after: number }) => ({
  queryKey: ['audit', date, kind, after],
  queryFn: () => read('/audit', { query: { date, after, limit: auditPage, ...(kind ? { kind } : {}) } }),
  // Each look is itself an entry of the audit: none that nobody asked for.
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});
