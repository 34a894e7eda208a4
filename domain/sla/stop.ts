/**
 * Stops of a clock: hearing, inspection, testing, appraisal and the like (行政许可法 art. 45), and waiting for the
 * resident where the item allows it. A stop takes out whole days, from the day it begins to the day before work resumes.
 */
import * as z from 'zod';
import { addDays, at, civilDate, type CivilDate, type Instant } from '../time.ts';

export const stop = z.object({
  from: civilDate,
  /** Last stopped day. Absent while nobody has resumed; the day before `from` if work resumed on the same day. */
  to: civilDate.optional(),
  reason: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
});
export type Stop = z.infer<typeof stop>;
/** A stop whose end is known. */
export type ClosedStop = Stop & { to: CivilDate };

/** Standing time: from the first instant of a stop to the first instant after it; `to` is absent while it lasts. */
type Span = { from: Instant; to?: Instant };

const midnight = (date: CivilDate): Instant => at(date, '00:00');

/** The union of the stops, in order, apart from each other. */
export const standingSpans = (stops: readonly Stop[]): Span[] => {
  const spans: Span[] = [];
  for (const { from, to } of [...stops].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const next: Span = { from: midnight(from), ...(to && { to: midnight(addDays(to, 1)) }) };
    const last = spans.at(-1);
    if (last && (!last.to || next.from <= last.to)) {
      if (last.to && next.to) last.to = next.to > last.to ? next.to : last.to;
      else delete last.to;
    } else spans.push(next);
  }
  return spans;
};

/** The stop that holds the clock on a date, if any. */
export const stopOn = (date: CivilDate, stops: readonly Stop[]): Stop | undefined =>
  stops.find(({ from, to }) => from <= date && (!to || date <= to));
