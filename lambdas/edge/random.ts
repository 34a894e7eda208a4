/** The only place of the product that draws lots for identifiers. */
import { randomBytes } from 'node:crypto';
import { referenceOf, sortableId } from '../../domain/ids.ts';
import { epochMs, type Instant } from '../../domain/time.ts';

export const newId = (now: Instant): string => sortableId(epochMs(now), randomBytes(10));

export const newReference = (): string => referenceOf(randomBytes(7));
