/**
 * Offices: who answers for which region, since when. They are editable data; data/derive-offices.ts writes the first
 * set. When communities merge, the old region is ended at one office and begins at another: history stays readable.
 */
import * as z from 'zod';
import { department } from './catalogue.ts';
import { regionCode, regionLevel, type RegionCode } from './region.ts';
import { civilDate, type CivilDate } from './time.ts';

/** The region is answered for from `validFrom` to `validTo`, both days included; without `validTo` until further notice. */
const answersFor = z
  .strictObject({ regionCode, validFrom: civilDate, validTo: civilDate.optional() })
  .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
    error: '终止日早于起始日，请改其中一个 / is before validFrom: change one of them',
  });

export const officeId = z.string().regex(/^[a-z]+(-[a-z]+)*-\d{4,12}$/);

export const office = z.strictObject({
  /** Department and short code of the seat: `police-320613001`, `station-320613001001`. */
  id: officeId,
  department,
  /** Level of the seat. */
  level: regionLevel,
  /** Where the office sits. */
  regionCode,
  /** `desk` is the hall of a street, a district or the city: it stands in where no station is. */
  kind: z.enum(['station', 'desk', 'department']),
  zh: z.string().min(1),
  en: z.string().min(1),
  answersFor: z.array(answersFor).min(1),
});
export type Office = Readonly<z.infer<typeof office>>;

/** Does the office answer for exactly this region on this day? */
export const answers = (office: Office, region: RegionCode, on: CivilDate): boolean =>
  office.answersFor.some(
    ({ regionCode, validFrom, validTo }) =>
      regionCode === region && validFrom <= on && (validTo === undefined || on <= validTo),
  );

/** The last day on which it answers for anything; null: until further notice. */
export const endsOn = ({ answersFor }: Office): CivilDate | null =>
  answersFor.reduce<CivilDate | null>(
    (last, { validTo }) => (last === null || validTo === undefined ? null : validTo > last ? validTo : last),
    answersFor[0]?.validTo ?? null,
  );

/** What a list of offices shows. */
export const officeSummary = (office: Office) => {
  const { id, department, level, regionCode, kind, zh, en } = office;
  return { id, department, level, regionCode, kind, zh, en, endsOn: endsOn(office) };
};
export type OfficeSummary = ReturnType<typeof officeSummary>;
