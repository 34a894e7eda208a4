/**
 * A limit as a law, a plan or the catalogue states it: a number and its unit. The unit is always stored with the
 * number, because a day of the Administrative Licensing Law is a working day (art. 82) and most others are not.
 */
import * as z from 'zod';

/** A sentence or a name in the two languages of the product. */
export type Wording = { zh: string; en: string };

/** Working days, working hours, calendar days, clock hours. */
export const limitUnits = ['wd', 'wh', 'd', 'h'] as const;

/** 10,000 is longer than any legal limit (forty years of working days) and keeps a typing error out of the calendar. */
export const limit = z.object({ n: z.int().min(0).max(10_000), unit: z.enum(limitUnits) });
export type Limit = z.infer<typeof limit>;

const unitNames = {
  wd: { zh: '个工作日', en: 'working day' },
  wh: { zh: '个工作小时', en: 'working hour' },
  d: { zh: '日', en: 'calendar day' },
  h: { zh: '小时', en: 'hour' },
} as const satisfies Record<Limit['unit'], Wording>;

/** `{ n: 5, unit: 'wd' }` → 5个工作日, 5 working days. */
export const limitName = ({ n, unit }: Limit): Wording => {
  const name = unitNames[unit];
  return { zh: `${n}${name.zh}`, en: `${n} ${name.en}${n === 1 ? '' : 's'}` };
};

/** `5wd` → `{ n: 5, unit: 'wd' }`; undefined if the text is no limit. */
export const parseLimit = (text: string): Limit | undefined => {
  const [, n, unit] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  const parsed = limit.safeParse({ n: Number(n), unit });
  return parsed.success ? parsed.data : undefined;
};

/** Is the limit counted in whole days, ending at close of business, and not in hours from a moment? */
export const countsDays = ({ unit }: Limit): boolean => unit === 'wd' || unit === 'd';
