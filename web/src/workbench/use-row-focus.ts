/** The focus on the rows of a list, each with a link that carries `data-row`. */
import { useRef } from 'react';

/** `move` moves the focus by so many rows, and stays within the list. */
export const useRowFocus = () => {
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number): void => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const to = at === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
    links[to]?.focus();
    links[to]?.scrollIntoView({ block: 'nearest' });
  };
  return { body, move };
};
