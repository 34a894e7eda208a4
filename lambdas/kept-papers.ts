/** Papers of a resident's file as they are shown. */
import type { MaterialType } from '../domain/catalogue.ts';
import { lastDayOf } from '../domain/kept-paper.ts';
import type { Paper } from '../domain/paper.ts';
import { dateOf } from '../domain/time.ts';
import * as content from '../store/content.ts';

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
