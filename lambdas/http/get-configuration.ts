/** GET /configuration: where and as which client a browser signs in; the same pages then work in every installation. */
import { identityRoutes } from '../../contract/routes/identity.ts';
import * as client from '../../store/client.ts';
import { operation } from '../edge/http.ts';

export const getConfiguration = operation(identityRoutes.configuration, async () => client.signIn());
