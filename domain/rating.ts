/** By which way a rating came (好差评: 现场、电话、短信、扫码). The same five levels in each, and none chosen beforehand. */
export const ratingModes = {
  /** By the applicant, or who acts for them, signed in. */
  app: { zh: '登录后评价', en: 'signed in' },
  /** With the rating code of the notice, without signing in. */
  link: { zh: '评价链接', en: 'by link' },
  /** On the screen that a clerk who had no part in it has turned round. */
  counter: { zh: '窗口现场', en: 'at the counter' },
  /** Told on the telephone, and written down by somebody who had no part in it. */
  phone: { zh: '电话回访', en: 'by telephone' },
} as const;
export type RatingMode = keyof typeof ratingModes;
export const ratingModeNames = Object.keys(ratingModes) as RatingMode[];

/** Name of the number of ratings of one level that came by one way. */
export const ratingViaFact = (mode: RatingMode, level: number): string => `ratingVia.${mode}-${level}`;

export type RatedBy = Record<RatingMode, { rated: number; satisfied: number }>;

/** From counters named as in performance.ts: what each way brought, so that one that flatters is seen. */
export const ratedByMode = (counts: Readonly<Record<string, number>>): RatedBy => {
  const of = (mode: RatingMode) => {
    const levels = [1, 2, 3, 4, 5].map((level) => counts[ratingViaFact(mode, level)] ?? 0);
    const sum = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);
    return { rated: sum(levels), satisfied: sum(levels.slice(2)) };
  };
  return { app: of('app'), link: of('link'), counter: of('counter'), phone: of('phone') };
};
