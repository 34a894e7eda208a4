/** GET /health: the function answers and the table can be read. */
import { catalogueRoutes } from '../../contract/routes/catalogue.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';

export const getHealth = operation(catalogueRoutes.health, async ({ now }) => {
  const cities = await content.regionsBelow(null);
  return { status: 'ok' as const, table: cities.length > 0 ? 'seeded' : 'empty', now };
});
