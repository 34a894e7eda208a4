/** Papers of a resident's file as they are shown. */
import type { Item, MaterialType } from '../domain/catalogue.ts';
import { isKept, lastDayOf, objectionToReuse, type Reusing } from '../domain/kept-paper.ts';
import type { Paper } from '../domain/paper.ts';
import { dateOf } from '../domain/time.ts';
import * as content from '../store/content.ts';
import * as papers from '../store/papers.ts';

/** Which office found it good, and when. */
export const verifiedView = async ({ verified }: Paper) => {
  if (!verified) return null;
  const office = await content.office(verified.officeId);
  const { zh, en } = office ?? { zh: verified.officeId, en: verified.officeId };
  return { by: verified.by, office: { zh, en }, on: dateOf(verified.at) };
};

/** What anybody may know of it who may use it. */
export const keptView = async (paper: Paper, type: MaterialType) => ({
  id: paper.id,
  material: paper.material,
  materialName: { zh: type.zh, en: type.en },
  bytes: paper.file?.bytes ?? paper.announced.bytes,
  givenOn: dateOf(paper.at),
  verified: await verifiedView(paper),
  lastDay: lastDayOf(paper, type),
  sensitive: type.sensitivity === 'high',
  originalNeeded: type.originalNeeded,
});

/** Papers of one material that are offered; older ones lie in the resident's own list. */
const mostOfOneKind = 5;

/** What the file has for an item, newest first. What is past, or not theirs to use, is told with why. */
export const offered = async (residentId: string, item: Item, reusing: Reusing) => {
  const found = (await papers.ofResident(residentId)).flatMap((paper) => {
    const type = reusing.types.get(paper.material);
    const no = objectionToReuse(paper, item, reusing);
    // What was never for this item is not told, nor what the request has.
    const isOffered = isKept(paper) && no?.code !== 'not-reusable' && no?.code !== 'has-it';
    return type && isOffered ? [{ paper, type, no }] : [];
  });
  const shown = [...Map.groupBy(found, ({ paper }) => paper.material).values()].flatMap((same) =>
    same.slice(0, mostOfOneKind),
  );
  return Promise.all(
    shown.map(async ({ paper, type, no }) => ({
      ...(await keptView(paper, type)),
      objection: no ? { zh: no.zh, en: no.en } : null,
    })),
  );
};
