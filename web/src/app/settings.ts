/** Large type, remembered on this device and set on the document, where the styles read it. */
import { useSyncExternalStore } from 'react';

const place = 'yizhan.large-type';
const listeners = new Set<() => void>();

const isLarge = (): boolean => localStorage.getItem(place) === 'yes';

export const showTypeSize = (): void => {
  document.documentElement.dataset['type'] = isLarge() ? 'large' : 'normal';
};

export const switchTypeSize = (): void => {
  localStorage.setItem(place, isLarge() ? 'no' : 'yes');
  showTypeSize();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLargeType = () => useSyncExternalStore(subscribe, isLarge);
