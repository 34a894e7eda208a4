/** GET /openapi.json: generated from the rows, the same file that lies in docs. Asked for rarely, loaded then (lib/functions.ts). */
import { catalogueRoutes } from '../../contract/routes/catalogue.ts';
import { operation } from '../edge/http.ts';

export const getOpenApi = operation(catalogueRoutes.openApi, async () => {
  const { openApi } = await import('../../contract/openapi.ts');
  return openApi() as { openapi: string };
});
