/** What the pages of needs ask of the API. */
import { read, type Reply } from '../../api/api.ts';

export type Person = Reply<'GET', '/offices/{officeId}/care'>['people'][number];
export type CareRecord = Reply<'GET', '/care/{residentId}'>;
export type ListName = 'unreached' | 'needs' | 'register';
export const listNames = ['unreached', 'needs', 'register'] as const satisfies readonly ListName[];

/** People that are read at once; further ones come up as these are reached. */
const most = 100;

export const listQuery = (officeId: string, list: ListName) => ({
  queryKey: ['care', officeId, list],
  queryFn: () => read('/offices/{officeId}/care', { params: { officeId }, query: { list, limit: most } }),
  // Each look is written into the audit: not more often than somebody looks.
  staleTime: 10_000,
});

export const recordQuery = (residentId: string) => ({
  queryKey: ['care', residentId],
  queryFn: () => read('/care/{residentId}', { params: { residentId } }),
  staleTime: 10_000,
});
