/** Regions by name, and what lies below them. They change seldom: once read, they are kept while the page is open. */
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/api.ts';

const forLong = { staleTime: Infinity } as const;

export const regionQuery = (code: string) => ({
  queryKey: ['region', code],
  queryFn: () => read('/regions/{code}', { params: { code } }),
  ...forLong,
});

export const useRegionName = (code: string): string | undefined => useQuery(regionQuery(code)).data?.display;
