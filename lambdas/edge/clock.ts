/** The only place of the product that reads the time. */
import { type Instant, instantOf } from '../../domain/time.ts';

export const now = (): Instant => instantOf(Date.now());
