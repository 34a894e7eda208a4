/** For whom somebody acts under a mandate: in this tab, until they stop. The banner of the frame always says so. */
import { useSyncExternalStore } from 'react';

export type Acting = { readonly mandateId: string; readonly principal: string; readonly relation: string };

const place = 'yizhan.acting';
const listeners = new Set<() => void>();
let cached: { text: string | null; acting: Acting | undefined } = { text: null, acting: undefined };

const current = (): Acting | undefined => {
  const text = sessionStorage.getItem(place);
  if (text !== cached.text) cached = { text, acting: text === null ? undefined : (JSON.parse(text) as Acting) };
  return cached.acting;
};

const changed = (): void => {
  for (const listener of listeners) listener();
};

export const beginActing = (acting: Acting): void => {
  sessionStorage.setItem(place, JSON.stringify(acting));
  changed();
};

export const stopActing = (): void => {
  sessionStorage.removeItem(place);
  changed();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useActing = () => useSyncExternalStore(subscribe, current);
