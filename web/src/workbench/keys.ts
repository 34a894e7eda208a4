/** The keyboard of the workbench. Single keys can be turned off (WCAG 2.1.4), and never work while somebody types. */
import { useEffect, useSyncExternalStore } from 'react';

const place = 'yizhan.single-keys';
const listeners = new Set<() => void>();
const areOn = (): boolean => localStorage.getItem(place) !== 'off';
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSingleKeys = () => useSyncExternalStore(subscribe, areOn);
export const setSingleKeys = (on: boolean): void => {
  localStorage.setItem(place, on ? 'on' : 'off');
  for (const listener of listeners) listener();
};

const types = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type));

/** What each key does; the names are those of KeyboardEvent.key. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

export const useKeys = (keys: Keys): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
      if (!act || !isPlain || event.defaultPrevented || types(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.key.length === 1 && !areOn()) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
};
