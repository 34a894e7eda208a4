/**
 * The time of local mode: the real one plus an offset that only grows. The offset lies in memory that the function
 * workers share, and in a file, so that a restart does not turn time back.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const second = 1000;
const factors = [7 * 86_400 * second, 86_400 * second, 3_600 * second, 60 * second, second] as const;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `P3D` or `PT2H30M`.
 *
 * @throws on anything else, months and years included: they have no fixed length
 */
export const parseDuration = (text: string): number => {
  const parts = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!parts)
    throw new Error(
      `"${text}" is not a duration such as P3D, PT2H or P1DT30M. “${text}”不是有效的时长，请写成 P3D、PT2H 或 P1DT30M。`,
    );
  return factors.reduce((sum, factor, index) => sum + factor * Number(parts[index + 1] ?? 0), 0);
};

export type Clock = {
  /** Milliseconds since 1970 in local mode's time. */
  readonly now: () => number;
  /** Milliseconds that local mode is ahead. */
  readonly offset: () => number;
  /** Moves time forward, by milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** One number, the offset, for workers to read. */
  readonly shared: SharedArrayBuffer;
};

/** The clock of the installation whose data lies in `dir`. */
export const openClock = (dir: string): Clock => {
  const file = join(dir, 'clock.json');
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const cell = new Float64Array(shared);
  const offset = (): number => cell[0] ?? 0;
  try {
    cell[0] = Number(JSON.parse(readFileSync(file, 'utf8')).offset);
  } catch {
    // Never moved: real time.
  }
  return {
    now: () => Date.now() + offset(),
    offset,
    advance: (milliseconds) => {
      // First the file, whole: where it cannot be written time stands, and a restart does not turn it back.
      const next = offset() + milliseconds;
      writeFileSync(`${file}.next`, JSON.stringify({ offset: next }));
      renameSync(`${file}.next`, file);
      cell[0] = next;
    },
    shared,
  };
};
