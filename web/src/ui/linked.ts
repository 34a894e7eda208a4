/** Addresses that carry a code. What stands behind `#` stays in the browser: no server and no log ever sees it. */
import { useEffect, useRef } from 'react';
import { asWritten } from '../../../domain/ids.ts';

export const progressLink = (origin: string, reference: string, secret: string): string =>
  `${origin}/progress#${reference}.${secret}`;
export const ratingLink = (origin: string, reference: string, secret: string): string =>
  `${origin}/rate#${reference}.${secret}`;

export type Linked = { reference: string; secret: string };

/** What the address of this page carried. It is taken out of the address and of the browser's history. */
const takeLinked = (): Linked | null => {
  const { hash, pathname } = window.location;
  if (hash === '') return null;
  window.history.replaceState(window.history.state, '', pathname);
  const [reference = '', secret = ''] = hash.slice(1).split('.');
  return { reference: asWritten(reference), secret: asWritten(secret) };
};

/** Calls back with what the address carries: when the page opens, and when somebody follows another link to it. */
export const useLinked = (onLinked: (linked: Linked) => void): void => {
  const newest = useRef(onLinked);
  useEffect(() => {
    newest.current = onLinked;
  });
  useEffect(() => {
    const look = (): void => {
      const linked = takeLinked();
      if (linked) newest.current(linked);
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
};
