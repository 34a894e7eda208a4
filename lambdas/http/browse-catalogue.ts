/** GET /catalogue/items, /catalogue/items/{id}. */
import { routes } from '../../contract/routes.ts';
import { needsVerified } from '../../domain/catalogue.ts';
import { refuse } from '../../domain/refusal.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';

const contains = (text: string, query: string) => text.toLowerCase().includes(query.toLowerCase());

export const listItems = operation(routes.listItems, async ({ query: { department, mode, q } }) => {
  const items = await content.items();
  return {
    items: items
      .filter((item) => department === undefined || item.department === department)
      .filter((item) => mode === undefined || item.mode === mode)
      .filter(
        ({ id, zh, en, code, aliases = [] }) =>
          q === undefined || [id, zh, en, code, ...aliases].some((text) => contains(text, q)),
      ),
  };
});

export const getItem = operation(routes.getItem, async ({ params }) => {
  const item = await content.item(params.id);
  return item ? { ...item, needsVerified: needsVerified(item) } : refuse('not-found', { item: params.id });
});
