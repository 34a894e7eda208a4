/**
 * Quarters of the year as Nantong's calendar has them. A contact or service is due in each of them (plan R2-21: 经常接受
 * is taken as once a quarter).
 */
import type { Month } from '../served.ts';
import { addDays, at, type CivilDate, type Instant } from '../time.ts';

/** `2026-Q4`. Sorts as text as it does in time. */
export type Quarter = string;

export const quarterOf = (date: CivilDate | Month): Quarter =>
  `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

const parts = (quarter: Quarter): { year: number; n: number } => ({
  year: Number(quarter.slice(0, 4)),
  n: Number(quarter.slice(6)),
});

export const nextQuarter = (quarter: Quarter): Quarter => {
  const { year, n } = parts(quarter);
  return n === 4 ? `${year + 1}-Q1` : `${year}-Q${n + 1}`;
};

export const previousQuarter = (quarter: Quarter): Quarter => {
  const { year, n } = parts(quarter);
  return n === 1 ? `${year - 1}-Q4` : `${year}-Q${n - 1}`;
};

/** The months of a quarter, first to last. */
export const monthsOf = (quarter: Quarter): Month[] => {
  const { year, n } = parts(quarter);
  return [2, 1, 0].map((back) => `${year}-${String(n * 3 - back).padStart(2, '0')}`);
};

export const firstDayOf = (quarter: Quarter): CivilDate => `${monthsOf(quarter)[0]}-01`;
export const lastDayOf = (quarter: Quarter): CivilDate => addDays(firstDayOf(nextQuarter(quarter)), -1);

/** The midnight at which a quarter begins, and the one with which it ends. */
export const startOf = (quarter: Quarter): Instant => at(firstDayOf(quarter), '00:00');
export const endOf = (quarter: Quarter): Instant => startOf(nextQuarter(quarter));
