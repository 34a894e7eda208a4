/** GET /staff/unadministered: places whose people nobody of their own can enter, end or stand up for. */
import { staffRoutes } from '../../contract/routes/staff.ts';
import { administratorsNeeded, isMember } from '../../domain/staff.ts';
import { displayName, type Region } from '../../domain/region.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { type CivilDate, dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { staffAt } from '../../store/staff.ts';
import { operation } from '../edge/http.ts';
import { notYours } from './manage-staff.ts';

/** The region, and everything below it down to the streets; a community is administered from above. */
const placesIn = async (region: Region): Promise<Region[]> => {
  if (region.level === 4 || region.validTo !== undefined) return [];
  if (region.level === 3) return [region];
  const below = await content.regionsBelow(region.code);
  return [region, ...(await Promise.all(below.map(placesIn))).flat()];
};

/** A region has some handful of people of its own. */
const administratorsAt = async (place: string, on: CivilDate): Promise<number> => {
  const found = await staffAt(place, { limit: 100 });
  return isRefusal(found)
    ? 0
    : found.rows.filter((member) => member.role === 'administrator' && isMember(member, on)).length;
};

export const listUnadministered = operation(staffRoutes.listUnadministered, async ({ caller, now }) => {
  if (caller.role !== 'administrator' || caller.regionCode === null) return notYours;
  const own = await content.region(caller.regionCode);
  const places = own ? await placesIn(own) : [];
  const counted = await Promise.all(
    places.map(async (region) => ({ region, administrators: await administratorsAt(region.code, dateOf(now)) })),
  );
  return {
    places: counted.flatMap(({ region, administrators }) => {
      const { code, level, en } = region;
      return level !== 4 && administrators < administratorsNeeded(level)
        ? [{ code, zh: displayName(region), en: en ?? displayName(region), level, administrators }]
        : [];
    }),
  };
});
