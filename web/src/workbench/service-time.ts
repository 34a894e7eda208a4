/** When something was read, by the clock of the service: that of this computer may be wrong. */
import { useQuery } from '@tanstack/react-query';
import { instantOf } from '../../../domain/time.ts';
import { timeText } from '../ui/dates.ts';
import { clockQuery } from './api.ts';

/** Milliseconds since 1970 of this computer → the time of day at the service; nothing before its clock is known. */
export const useServiceTime = (): ((at: number) => string) => {
  const { data } = useQuery(clockQuery);
  return (at) => (data ? timeText(instantOf(at + data.ahead)) : '');
};
