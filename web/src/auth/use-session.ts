/** Who is signed in, for components. */
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { read } from '../api/api.ts';
import { currentSession, onSessionChange, personIdOf } from './session.ts';

export const useSession = () => useSyncExternalStore(onSessionChange, currentSession);

/** The id in the token of whoever is signed in; known without a connection. */
export const usePersonId = (): string | undefined => {
  const session = useSession();
  return session && personIdOf(session);
};

/** Who the service takes the caller for; nothing is asked while nobody is signed in. */
export const useMe = () => {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['me', session?.token],
    queryFn: () => read('/me'),
    enabled: session !== undefined,
    staleTime: Infinity,
  });
  return session ? data : undefined;
};
