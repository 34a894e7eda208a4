import type { Happened } from '../../api/ticket.ts';

/** What was said when something last happened. */
export const wordsOfLast = (events: readonly Happened[], type: string, name: string): string | undefined => {
  const text = events.findLast((event) => event.type === type)?.words?.[name];
  return typeof text === 'string' ? text : undefined;
};
