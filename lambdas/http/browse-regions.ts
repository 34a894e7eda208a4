/** GET /regions, /regions/{code}. */
import { catalogueRoutes } from '../../contract/routes/catalogue.ts';
import { refuse } from '../../domain/refusal.ts';
import { displayName, isVirtual, type Region } from '../../domain/region.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';

const viewOf = (region: Region) => ({
  code: region.code,
  name: region.name,
  display: displayName(region),
  level: region.level,
  parent: region.parent,
  type: region.type,
  virtual: isVirtual(region),
});

export const listRegions = operation(catalogueRoutes.listRegions, async ({ query: { parent } }) => {
  if (parent !== undefined && !(await content.region(parent))) return refuse('not-found', { region: parent });
  return { regions: (await content.regionsBelow(parent ?? null)).map(viewOf) };
});

export const getRegion = operation(catalogueRoutes.getRegion, async ({ params: { code } }) => {
  const region = await content.region(code);
  if (!region) return refuse('not-found', { region: code });
  return { ...viewOf(region), children: (await content.regionsBelow(code)).map(viewOf) };
});
