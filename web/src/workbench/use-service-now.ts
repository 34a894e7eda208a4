/** What time it is at the service, in milliseconds since 1970; moves on twice a minute. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockQuery } from './api.ts';

export const useServiceNow = (): number => {
  const { data } = useQuery(clockQuery);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now + (data?.ahead ?? 0);
};
