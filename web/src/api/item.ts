/** One item of the catalogue in its full shape, which is the domain's. */
import type { Item } from '../../../domain/catalogue.ts';
import { read } from './api.ts';

export const itemQuery = (id: string) => ({
  queryKey: ['item', id],
  // The contract leaves the reply open; what is seeded and administered is checked against the domain's schema.
  queryFn: async () =>
    (await read('/catalogue/items/{id}', { params: { id } })) as unknown as Item & { needsVerified?: boolean },
  staleTime: 10 * 60_000,
});
