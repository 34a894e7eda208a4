/** Choices of the board that somebody keeps under a name, at this computer and under their account. */
import { useState } from 'react';

export type View = { readonly name: string; readonly search: string };
const most = 8;
const placeOf = (workerId: string): string => `yizhan.views.${workerId}`;

const kept = (place: string): readonly View[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(found) ? (found as View[]) : [];
  } catch {
    return [];
  }
};

export const useViews = (workerId: string) => {
  const place = placeOf(workerId);
  const [views, setViews] = useState(() => kept(place));
  const keep = (next: readonly View[]): void => {
    localStorage.setItem(place, JSON.stringify(next));
    setViews(next);
  };
  return {
    views,
    add: (view: View): void => keep([view, ...views.filter(({ name }) => name !== view.name)].slice(0, most)),
    remove: (name: string): void => keep(views.filter((view) => view.name !== name)),
  };
};
