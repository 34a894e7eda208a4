/** Remembers from which device a rating came. Never in the way of the answer: what cannot be written is logged. */
import type { Instant } from '../domain/time.ts';
import { noteSource, type RatingEvent, type Source } from '../store/rating-sources.ts';
import * as log from './edge/log.ts';

export const rememberSource = async (rating: RatingEvent, source: Source, now: Instant): Promise<void> => {
  try {
    await noteSource(rating, source, now);
  } catch (error) {
    log.error('rating-source', error, {});
  }
};
