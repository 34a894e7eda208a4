/** GET /configuration: where and as which client a browser signs in; the same pages then work in every installation. */
import { routes } from '../../contract/routes.ts';
import * as client from '../../store/client.ts';
import { operation } from '../edge/http.ts';

export const getConfiguration = operation(routes.configuration, async () => client.signIn());
