/** Drafts for components, and their sending when the connection is back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { usePersonId } from '../auth/use-session.ts';
import type { Draft } from './draft.ts';

const draftsKey = ['drafts'];

/** The drafts of whoever is signed in; none while nobody is. */
export const useDrafts = (): readonly Draft[] | undefined => {
  const ownerId = usePersonId();
  const { data } = useQuery({
    queryKey: [...draftsKey, ownerId],
    queryFn: async () => (ownerId === undefined ? [] : (await import('./store.ts')).draftsOf(ownerId)),
    staleTime: 0,
  });
  return data;
};

export const useForgetDrafts = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: draftsKey });
};

/** Seconds between two attempts while something waits. */
const patience = 20;

/** Sends what waits, at once when the connection comes back. Says what was filed meanwhile. */
export const useOutbox = (): {
  readonly filed: readonly { id: string; draft: Draft }[];
  readonly dismiss: () => void;
} => {
  const ownerId = usePersonId();
  const forget = useForgetDrafts();
  const drafts = useDrafts();
  const waiting = drafts?.some(({ state }) => state === 'sending') ?? false;
  const [filed, setFiled] = useState<readonly { id: string; draft: Draft }[]>([]);
  useEffect(() => {
    if (!waiting || ownerId === undefined) return undefined;
    const attempt = async (): Promise<void> => {
      if (!navigator.onLine) return;
      const { sendWaiting } = await import('./send.ts');
      const results = await sendWaiting(ownerId);
      const news = results.flatMap(({ draft, sent }) => ('filed' in sent ? [{ id: sent.filed.id, draft }] : []));
      setFiled((before) => [...before, ...news]);
      if (results.some(({ sent }) => !('waits' in sent))) await forget();
    };
    const again = (): void => void attempt().catch(() => {});
    again();
    window.addEventListener('online', again);
    const timer = setInterval(again, patience * 1000);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
    // A new function each time, with the same effect.
  }, [waiting, ownerId]);
  return { filed, dismiss: () => setFiled([]) };
};
