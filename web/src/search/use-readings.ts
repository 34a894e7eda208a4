/** The table of readings, loaded when somebody begins to type. */
import { useQuery } from '@tanstack/react-query';
import { readingsOf } from './match.ts';

export const useReadings = (wanted: boolean) =>
  useQuery({
    queryKey: ['readings'],
    queryFn: async () => readingsOf((await import('./pinyin.json')).default),
    enabled: wanted,
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
