/** When the table takes a row away by itself. */
import { epochMs, type Instant } from '../domain/time.ts';

/** The row's `expiresAt`: DynamoDB's time to live is counted in seconds since 1970. */
export const expiryOf = (at: Instant): number => Math.ceil(epochMs(at) / 1000);
