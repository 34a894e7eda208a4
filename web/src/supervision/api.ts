/** What supervision asks of the API. What is polled answers 304 while nothing has changed. */
import { read, type Reply } from '../api/api.ts';

export type AttentionCounts = Reply<'GET', '/attention/{regionCode}/counts'>;
export type AttentionKind = AttentionCounts['kinds'][number]['kind'];
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
