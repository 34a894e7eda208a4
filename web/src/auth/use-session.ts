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

const useMeQuery = () => {
  const session = useSession();
  return useQuery({
    queryKey: ['me', session?.token],
    queryFn: () => read('/me'),
    enabled: session !== undefined,
    staleTime: Infinity,
  });
};

/** Who the service takes the caller for; nothing is asked while nobody is signed in. */
export const useMe = () => {
  const session = useSession();
  const { data } = useMeQuery();
  return session ? data : undefined;
};

/** Can there be requests of theirs? undefined until it is known; who cannot be asked about may have some. */
export const useIsRegistered = (): boolean | undefined => {
  const { data, isError } = useMeQuery();
  return isError || (data && data.registration !== 'none');
};
