/** GET /catalogue/items, /catalogue/items/{id}. */
import { catalogueRoutes } from '../../contract/routes/catalogue.ts';
import { isFileable, needsVerified } from '../../domain/catalogue.ts';
import { refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';

const contains = (text: string, query: string) => text.toLowerCase().includes(query.toLowerCase());

export const listItems = operation(catalogueRoutes.listItems, async ({ query: { department, mode, q }, now }) => {
  const items = await content.items(dateOf(now));
  return {
    items: items
      // What has ended is found by its address only.
      .filter((item) => isFileable(item, dateOf(now)))
      .filter((item) => department === undefined || item.department === department)
      .filter((item) => mode === undefined || item.mode === mode)
      .filter(
        ({ id, zh, en, code, aliases = [] }) =>
          q === undefined || [id, zh, en, code, ...aliases].some((text) => contains(text, q)),
      ),
  };
});

export const getItem = operation(catalogueRoutes.getItem, async ({ params, now }) => {
  const item = await content.item(params.id, dateOf(now));
  return item ? { ...item, needsVerified: needsVerified(item) } : refuse('not-found', { item: params.id });
});
