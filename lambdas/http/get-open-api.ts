/** GET /openapi.json: generated from the rows, the same file that lies in docs. */
import { openApi } from '../../contract/openapi.ts';
import { routes } from '../../contract/routes.ts';
import { operation } from '../edge/http.ts';

export const getOpenApi = operation(routes.openApi, async () => openApi() as { openapi: string });
