/**
 * The numbers of the city's rules: limits, windows, alarms. Administrators change them version by version, beginning
 * with these defaults (design/ticket.md); nothing in the code that decides holds a number of its own. `version` is
 * stored with every due moment: a clock keeps the rules that it was started with.
 */
import * as z from 'zod';
import type { FieldProblem } from '../refusal.ts';
import { limit } from '../sla/limit.ts';
import type { CivilDate } from '../time.ts';
import { type Dated, inForce } from '../version.ts';
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

/** What administrators may change: all but the number of the version and how the machinery repeats itself. */
export const changeableRules = z.strictObject(rules.omit({ version: true, deliveryMinutes: true }).shape);
export type ChangeableRules = z.infer<typeof changeableRules>;

/** One version of the rules and the day from which it holds. */
export type RulesVersion = Dated & { readonly rules: Rules };

export const rulesVersion = (version: number, validFrom: CivilDate | null, changed: ChangeableRules): RulesVersion => ({
  version,
  validFrom,
  rules: { ...changed, version: `R${version}`, deliveryMinutes: defaultRules.deliveryMinutes },
});

/** What an installation begins with. */
export const firstRules: RulesVersion = { version: 1, validFrom: null, rules: defaultRules };

/** The rules that hold on a day. */
export const rulesOn = (versions: readonly RulesVersion[], on: CivilDate): Rules =>
  inForce(versions, on)?.rules ?? defaultRules;

/**
 * The rules of the city under the name that a clock has for them, by that name. What a district adds to it (`R3/2`,
 * district-rules.ts) are limits alone, and a clock has its own limit.
 */
export const rulesNamed = (versions: readonly RulesVersion[], name: string): Rules | undefined => {
  const [city] = name.split('/');
  const found = versions.find(({ rules }) => rules.version === city)?.rules;
  return found && { ...found, version: name };
};

const atMost = (path: string, n: number, most: number, zh: string, en: string): FieldProblem[] =>
  n <= most
    ? []
    : [{ path, code: 'law', zh: `${zh}最多 ${most} 天`, en: `${en}: ${most} days at most`, seen: String(n) }];

/** In this order a clock speaks up: a louder sign never comes before a softer one. */
const afterEachOther = ['yellow', 'red'] as const;

/** What no law and no reader would accept, each with its place. Sources: 行政许可法 32, 42; requirements/calendar.md §3. */
export const rulesProblems = ({ limits, alarms }: ChangeableRules): FieldProblem[] => {
  const { supplementNotice, extension } = limits;
  const zero = Object.entries(limits).flatMap(([name, { n }]) =>
    n > 0 ? [] : [{ path: `limits.${name}.n`, code: 'zero', zh: '至少为 1', en: 'is at least 1', seen: String(n) }],
  );
  const days = (['supplementNotice', 'extension', 'supplement', 'question', 'reopen', 'rating'] as const).flatMap(
    (name) =>
      limits[name].unit === 'wd' || limits[name].unit === 'd'
        ? []
        : [
            {
              path: `limits.${name}.unit`,
              code: 'unit',
              zh: '须以天计（wd 或 d）',
              en: 'is counted in days (wd or d)',
              seen: limits[name].unit,
            },
          ],
  );
  const order = Object.entries(alarms).flatMap(([clock, table]) => {
    const [yellow, red] = afterEachOther.map((level) => table[level]?.daysLate);
    return yellow !== undefined && red !== undefined && red < yellow
      ? [
          {
            path: `alarms.${clock}.red.daysLate`,
            code: 'order',
            zh: '红牌不能早于黄牌',
            en: 'a red card does not come before the yellow one',
            seen: String(red),
          },
        ]
      : [];
  });
  return [
    ...zero,
    ...days,
    ...atMost('limits.supplementNotice.n', supplementNotice.n, 5, '一次性告知', 'naming missing papers (law, art. 32)'),
    ...atMost('limits.extension.n', extension.n, 10, '延长期限', 'an extension (law, art. 42)'),
    ...order,
  ];
};
