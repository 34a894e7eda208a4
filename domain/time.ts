/**
 * Time as the city reads it: Asia/Shanghai, UTC+08:00, without daylight saving since 1991.
 *
 * An instant is written one way everywhere (events, keys, replies): `2026-02-14T17:45:00.000+08:00`. The fixed width
 * and the fixed offset make instants sort as text, and their first ten characters are the civil date.
 * Nothing here reads a clock: the present moment is an argument, set at the edge.
 */
import * as z from 'zod';

/** `YYYY-MM-DDTHH:mm:ss.SSS+08:00`. */
export type Instant = string;
/** `YYYY-MM-DD`, a day in Nantong. */
export type CivilDate = string;
/** `HH:mm`, wall time in Nantong. */
export type WallTime = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

/** Milliseconds since 1970 (UTC) → instant. */
export const instantOf = (epochMs: number): Instant => `${new Date(epochMs + OFFSET).toISOString().slice(0, -1)}+08:00`;

/** Instant → milliseconds since 1970 (UTC). Also reads any other ISO 8601 instant that carries its offset. */
export const epochMs = (instant: Instant): number => Date.parse(instant);

/** The civil date on which the instant falls in Nantong. */
export const dateOf = (instant: Instant): CivilDate => instant.slice(0, 10);

/** Wall time on a civil date → instant; seconds may be given. */
export const at = (date: CivilDate, time: WallTime): Instant => {
  const [clock, seconds = '00'] = [time.slice(0, 5), time.slice(6, 8) || undefined];
  return `${date}T${clock}:${seconds}.000+08:00`;
};

export const later = (instant: Instant, ms: number): Instant => instantOf(epochMs(instant) + ms);

/** Plain calendar days, no working-day rule. */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The same day so many months later, or the last of that month where it has no such day. */
export const monthsLater = (date: CivilDate, months: number): CivilDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return new Date(lastOfMonth.setUTCDate(Math.min(day, lastOfMonth.getUTCDate()))).toISOString().slice(0, 10);
};

/** Every day on which a part of this time lies, first and last included; none when it ends before it begins. */
export const datesBetween = (from: Instant, until: Instant): CivilDate[] => {
  const dates: CivilDate[] = [];
  for (let date = dateOf(from); date <= dateOf(until); date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** Is this a day of the calendar (`2026-02-30` is not)? */
export const isCivilDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
};

export const civilDate = z.string().refine(isCivilDate, {
  error: '应为日历上有的日期，如 2026-02-14 / must be a day of the calendar, such as 2026-02-14',
});
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/);
