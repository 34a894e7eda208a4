/**
 * Other limits for one district: what they do not name is the city's, and alarms and cards are the city's alone. They
 * have versions of their own, so a change for the whole city still reaches a district in everything it left as it was.
 */
import * as z from 'zod';
import type { FieldProblem } from '../refusal.ts';
import { type Dated, inForce } from '../version.ts';
import type { CivilDate } from '../time.ts';
import { type ChangeableRules, type Rules, rules, rulesProblems, type RulesVersion, rulesOn } from './rules.ts';

export const districtLimits = rules.shape.limits.partial().strict();
export type DistrictLimits = z.infer<typeof districtLimits>;

/** One version of them and the day from which it holds. Without any limit the district is as the city is again. */
export type DistrictVersion = Dated & { readonly limits: DistrictLimits };

/** The limits of the city with those of the district in their place. */
export const limitsWithin = (city: Rules['limits'], district: DistrictLimits): Rules['limits'] => ({
  ...city,
  ...(Object.fromEntries(Object.entries(district).filter(([, limit]) => limit !== undefined)) as Rules['limits']),
});

/** The rules that hold in the district on a day. A clock that begins under them names both versions: `R3/2`. */
export const rulesWithin = (
  city: readonly RulesVersion[],
  district: readonly DistrictVersion[],
  on: CivilDate,
): Rules => {
  const base = rulesOn(city, on);
  const own = inForce(district, on);
  return own && Object.keys(own.limits).length > 0
    ? { ...base, limits: limitsWithin(base.limits, own.limits), version: `${base.version}/${own.version}` }
    : base;
};

/** What no law and no reader would accept of the limits that the district names itself; places begin with `limits`. */
export const districtProblems = (city: ChangeableRules, district: DistrictLimits): FieldProblem[] =>
  rulesProblems({ ...city, limits: limitsWithin(city.limits, district) }).filter(({ path }) => {
    const [part, name = ''] = path.split('.');
    return part === 'limits' && name in district;
  });
