/** Where a ticket belongs and whose it is, by the names that people use: for lists of a whole region. */
import type { Ticket } from '../domain/ticket/state.ts';
import { displayName, levelOf, lineageOf, type Region } from '../domain/region.ts';
import * as content from '../store/content.ts';

/** 城东街道德民社区: what lies below the region that was asked for; of a community asked for, itself. */
export const placeOf = async (communityCode: string, { level }: Pick<Region, 'level'>): Promise<string> => {
  const below = lineageOf(communityCode).filter((code) => levelOf(code) > Math.min(level, 3));
  const found = await Promise.all(below.reverse().map((code) => content.region(code)));
  return found.map((region) => (region ? displayName(region) : '')).join('');
};

export const unitOf = async (officeId: string | null): Promise<{ zh: string; en: string } | null> => {
  const office = officeId === null ? undefined : await content.office(officeId);
  return office ? { zh: office.zh, en: office.en } : null;
};

/** Who has it; nobody, where it is not with a station or office. */
export const holdingUnit = ({ holder }: Ticket) => unitOf('id' in holder ? holder.id : null);
