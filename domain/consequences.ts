/** What another version of an item means for whoever files it. */
import type { Item } from './catalogue.ts';

/** Something that has to be filled in, or brought, from now on. */
export type Demand = { kind: 'field' | 'paper'; id: string; zh: string; en: string };

const demandsOf = ({ form, materials }: Item): Demand[] => [
  ...form.fields.filter(({ required }) => required).map(({ id, zh, en }) => ({ kind: 'field' as const, id, zh, en })),
  ...materials
    .filter(({ required }) => required)
    .map(({ ref, zh, en }) => ({ kind: 'paper' as const, id: ref, zh, en })),
];

/** Fields and papers that were not required before; of a new item, all that are. */
export const newlyRequired = (was: Item | undefined, is: Item): Demand[] => {
  const before = new Set((was ? demandsOf(was) : []).map(({ kind, id }) => `${kind} ${id}`));
  return demandsOf(is).filter(({ kind, id }) => !before.has(`${kind} ${id}`));
};
