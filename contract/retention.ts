/** What an installation may choose of what is kept how long (domain/retention.ts), and what a function finds. */
import * as z from 'zod';
import { type Kept, keptNames, retention, type Retention } from '../domain/retention.ts';

/** A hundred years. */
const longest = 36_500;
const daysOf = (name: Kept) => z.int().min(retention[name].least).max(longest).optional();

/** What an installation sets: the numbers that differ, in days. */
export const chosenRetention = z.strictObject({
  decisions: daysOf('decisions'),
  requests: daysOf('requests'),
  notices: daysOf('notices'),
  audit: daysOf('audit'),
  'unused-papers': daysOf('unused-papers'),
  'erasure-wait': daysOf('erasure-wait'),
} satisfies Record<Kept, z.ZodType>);

export const retentionOf = (chosen: z.output<typeof chosenRetention>): Retention =>
  Object.fromEntries(keptNames.map((name) => [name, chosen[name] ?? retention[name].days])) as Retention;
