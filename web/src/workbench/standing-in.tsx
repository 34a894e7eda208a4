/**
 * Standing in for a colleague who is away: in this tab, until one stops. Every request then names the colleague
 * (Acting-For), and the desk is theirs; one request is one capacity, never two at once.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { actAs, type Reply } from '../api/api.ts';
import { useMe } from '../auth/use-session.ts';
import { Icon } from '../ui/icon.tsx';
import { useStaffWords } from './words.ts';

export type Colleague = Reply<'GET', '/me'>['standsInFor'][number];

const place = 'yizhan.standing-in';
const listeners = new Set<() => void>();
const current = (): string | null => sessionStorage.getItem(place);
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const choose = (personId: string | null): void => {
  if (personId === null) sessionStorage.removeItem(place);
  else sessionStorage.setItem(place, personId);
  for (const listener of listeners) listener();
};

/** The colleague in whose place the desk is served now; what is chosen holds only while the service says so, too. */
const useStandingIn = (): Colleague | undefined => {
  const chosen = useSyncExternalStore(subscribe, current);
  return useMe()?.standsInFor.find(({ personId }) => personId === chosen);
};

/** Shows the desk once every request goes out in this capacity; what was read in another one is forgotten. */
export const InCapacity = ({ children }: { children: (standingIn: Colleague | undefined) => ReactNode }) => {
  const queries = useQueryClient();
  const standingIn = useStandingIn();
  const capacity = standingIn?.personId ?? null;
  const [active, setActive] = useState<string | null | undefined>(undefined);
  useLayoutEffect(() => {
    actAs(capacity);
    queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'me' && name !== 'service-clock' });
    setActive(capacity);
    return () => actAs(null);
  }, [capacity, queries]);
  return active === capacity ? children(standingIn) : null;
};

export const StandingInBar = () => {
  const { w, say } = useStaffWords();
  const me = useMe();
  const standingIn = useStandingIn();
  if (standingIn)
    return (
      <aside className="bar bar-acting no-print" aria-label={w.standIn.title}>
        <Icon name="people" /> <span>{w.standIn.now(say(standingIn), standingIn.validTo)}</span>
        <button type="button" onClick={() => choose(null)}>
          {w.standIn.stop}
        </button>
      </aside>
    );
  if (!me || me.standsInFor.length === 0) return null;
  return (
    <aside className="wb-buttons no-print" aria-label={w.standIn.title}>
      <span className="hint">{w.standIn.title}</span>
      {me.standsInFor.map((colleague) => (
        <button key={colleague.personId} type="button" className="wb-button" onClick={() => choose(colleague.personId)}>
          {w.standIn.begin(say(colleague))}
        </button>
      ))}
    </aside>
  );
};
