/** The numbers of an office on a day: one item, changed under its version, taken away by its time to live soon after. */
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type CivilDate, DAY, dateOf, type Instant, later } from '../domain/time.ts';
import { type Changed, emptyDay, type VisitorDay } from '../domain/visitors.ts';
import { expiryOf } from './expiry.ts';
import { type Key, keyOf } from './keys.ts';
import { absent, backOff, get, put, write } from './table.ts';

type DayRow = Key & { kind: 'visitors'; day: VisitorDay; expiresAt: number };

/** Days after which nobody needs to know how many came when; the numbers are no statistics. */
const keptDays = 7;
/** Windows that press the same second; each try finds what the other did. */
const tries = 8;

export const load = async (officeId: string, date: CivilDate): Promise<VisitorDay> =>
  (await get<DayRow>(keyOf.visitors(officeId, date)))?.day ?? emptyDay(officeId, date);

/** Decides on the day as it is, and stores what was decided only if nobody was quicker; else decides again. */
export const change = async (
  officeId: string,
  now: Instant,
  decide: (day: VisitorDay) => Changed | Refusal,
): Promise<Changed | Refusal> => {
  const date = dateOf(now);
  const expiresAt = expiryOf(later(now, keptDays * DAY));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const was = await load(officeId, date);
    const decided = decide(was);
    if (isRefusal(decided)) return decided;
    const row: DayRow = { ...keyOf.visitors(officeId, date), kind: 'visitors', day: decided.day, expiresAt };
    const unchanged =
      was.version === 0
        ? absent
        : {
            text: '#day.#version = :was',
            names: { '#day': 'day', '#version': 'version' },
            values: { ':was': was.version },
          };
    if (await write(put(row, unchanged))) return decided;
    await backOff(attempt);
  }
  return refuse('busy');
};
