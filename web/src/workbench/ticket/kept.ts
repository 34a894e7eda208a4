/**
 * What somebody typed into an action's form: it outlives a reload and a sign-in that ran out, and ends with the tab.
 * Whoever signs in next at this computer does not see it.
 */
import { useState } from 'react';
import { useWorker } from '../me.ts';
import type { Answers } from './action-fields.ts';

const prefix = 'yizhan.typed.';
const placeOf = (workerId: string, ticketId: string, action: string): string =>
  `${prefix}${workerId}.${ticketId}.${action}`;

const readKept = (place: string): Answers => {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Answers;
  } catch {
    return {};
  }
};

export const useTyped = (ticketId: string, action: string) => {
  const place = placeOf(useWorker().id, ticketId, action);
  const [answers, setAnswers] = useState<Answers>(() => readKept(place));
  return {
    answers,
    type: (name: string, value: unknown): void => {
      const next = { ...answers, [name]: value };
      sessionStorage.setItem(place, JSON.stringify(next));
      setAnswers(next);
    },
    forget: (): void => sessionStorage.removeItem(place),
  };
};

/** Which action was being typed when the page was left, so that it opens again. */
export const typedAction = (workerId: string, ticketId: string): string | undefined => {
  const start = placeOf(workerId, ticketId, '');
  const place = Object.keys(sessionStorage).find((key) => key.startsWith(start));
  return place?.slice(start.length);
};
