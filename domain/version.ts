/**
 * What administrators change is kept version by version, each from a civil date on. The newest version that has begun
 * holds: a later one takes the place of every one that would begin on its day or after it.
 */
import * as z from 'zod';
import { civilDate, type CivilDate, instant } from './time.ts';

/** `validFrom` null: since the installation began. */
export type Dated = { readonly version: number; readonly validFrom: CivilDate | null };

/** How a version came to be: what came with the system has none. */
export const release = z.object({
  validFrom: civilDate,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  approvedBy: z.string(),
  approvedAt: instant,
});
export type Release = z.infer<typeof release>;

const hasBegun = ({ validFrom }: Dated, on: CivilDate): boolean => validFrom === null || validFrom <= on;

/** The version that holds on a day; undefined: none has begun by then. */
export const inForce = <Each extends Dated>(versions: readonly Each[], on: CivilDate): Each | undefined =>
  versions.reduce<Each | undefined>(
    (newest, each) => (hasBegun(each, on) && (newest === undefined || each.version > newest.version) ? each : newest),
    undefined,
  );

/** Those that will hold on some day after it, in the order in which they begin. */
export const upcoming = <Each extends Dated>(versions: readonly Each[], on: CivilDate): Each[] =>
  versions
    .filter((each) => !hasBegun(each, on) && inForce(versions, each.validFrom ?? on) === each)
    .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));

/** The newest one, begun or not: the next is made from it. */
export const newest = (versions: readonly Dated[]): number => Math.max(0, ...versions.map(({ version }) => version));

/** What has still to be known from a day on once `next` is approved: what holds, what will hold, and `next`. */
export const versionsWith = <Each extends Dated>(versions: readonly Each[], next: Each, on: CivilDate): Each[] => {
  const all = [...versions, next];
  const holds = inForce(all, on);
  return [...(holds ? [holds] : []), ...upcoming(all, on)];
};
