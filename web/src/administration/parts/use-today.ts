/** The day of the service, by which versions begin: not that of this machine. */
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/api.ts';

export const useToday = (): string | undefined => {
  const { data } = useQuery({ queryKey: ['service-day'], queryFn: () => read('/health'), staleTime: 60_000 });
  return data?.now.slice(0, 10);
};
