/**
 * The numbers of the city's rules: limits, windows, alarms. Configuration with these defaults (design/ticket.md);
 * nothing in the code that decides holds a number of its own. `version` is stored with every due moment.
 */
import * as z from 'zod';
import { limit } from '../sla/limit.ts';
import { type ClockName, rungs } from './state.ts';

const share = z.number().gt(0).lt(1);

/** One alarm: at a share of the working minutes, or so long before or after the due moment. */
const alarmRule = z.object({
  /** Share of the working minutes between start and due. */
  share: share.optional(),
  /** So many working days before the due, for limits of at least `fromDays` working days; the earlier of the two counts. */
  daysLeft: z.int().optional(),
  fromDays: z.int().optional(),
  /** So many working hours before the due. */
  hoursLeft: z.int().optional(),
  /** So many working days after the due; 0 is the due itself. */
  daysLate: z.int().optional(),
  /** So many working days after the start. */
  daysIn: z.int().optional(),
});
export type AlarmRule = z.infer<typeof alarmRule>;

export const rules = z.object({
  version: z.string(),
  limits: z.object({
    sign: limit,
    return: limit,
    answer: limit,
    counter: z.object({ n: z.int(), unit: z.literal('min') }),
    supplementNotice: limit,
    supplement: limit,
    question: limit,
    verify: limit,
    rectify: limit,
    callBack: limit,
    appeal: limit,
    review: limit,
    rating: limit,
    reopen: limit,
    extension: limit,
  }),
  returnsBeforeArbiter: z.int(),
  /** How long a screen turned round waits for its visitor, and how often one may call in vain for a rating. */
  ratingScreenMinutes: z.int(),
  ratingCalls: z.int(),
  /**
   * Cards: the unit explains within `explanation`, the supervisor decides within `review` of the explanation. What is
   * not answered in its time goes one rung up and has `review` there. Each level starts at its own rung.
   */
  cards: z.object({
    explanation: limit,
    review: limit,
    startsAt: z.object({ yellow: z.enum(rungs), red: z.enum(rungs) }),
  }),
  /** A delivery that takes longer than this is sent again. */
  deliveryMinutes: z.int(),
  alarms: z.record(z.string(), z.partialRecord(z.enum(['notice', 'warning', 'missed', 'yellow', 'red']), alarmRule)),
});
export type Rules = z.infer<typeof rules>;

/** Working days in which missing papers are named, once and all (行政许可法 32); after them the law accepts. */
const supplementNotice = 5;

const wd = (n: number) => ({ n, unit: 'wd' as const });
const halfway = { share: 0.5, daysLeft: 3, fromDays: 5 };
const late = { daysLate: 0 };
const soon = { share: 0.8, daysLeft: 1, fromDays: 3 };

/** A step of the way: late counts at once, a yellow card follows after one more working day. */
const step = { warning: { share: 0.8 }, missed: late, yellow: { daysLate: 1 } };
/** The word given to the resident: yellow when it passes, red five working days after. */
const promise = { notice: halfway, warning: soon, missed: late, yellow: late, red: { daysLate: 5 } };
/** A right that runs out, no duty: nobody is late. */
const window = {};

export const defaultRules: Rules = {
  version: 'R1',
  limits: {
    sign: { n: 4, unit: 'wh' },
    return: wd(2),
    answer: wd(1),
    counter: { n: 10, unit: 'min' },
    supplementNotice: wd(supplementNotice),
    supplement: wd(15),
    question: wd(5),
    verify: wd(1),
    rectify: wd(5),
    callBack: wd(3),
    appeal: wd(5),
    review: wd(5),
    rating: { n: 30, unit: 'd' },
    reopen: wd(10),
    extension: wd(10),
  },
  returnsBeforeArbiter: 2,
  ratingScreenMinutes: 10,
  ratingCalls: 3,
  cards: { explanation: wd(1), review: wd(3), startsAt: { yellow: 'street', red: 'district' } },
  deliveryMinutes: 5,
  alarms: {
    ACCEPT: { warning: { hoursLeft: 4 }, missed: late, yellow: { daysLate: 1, daysIn: supplementNotice } },
    SIGN: step,
    RETURN: window,
    PROMISE: promise,
    STATUTORY: { warning: soon, missed: late, red: late },
    ANSWER: promise,
    URGENT: { warning: { share: 0.8 }, missed: late, yellow: late },
    COUNTER: { missed: late },
    VERIFY: { warning: { share: 0.8 }, missed: late, yellow: late },
    RECTIFY: step,
    CALLBACK: step,
    APPEAL: window,
    REVIEW: step,
    STEP: step,
  } satisfies Record<ClockName, Partial<Record<string, AlarmRule>>>,
};
