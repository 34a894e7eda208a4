/** Drafts in IndexedDB: they outlive the tab, the phone's sleep and a lost connection. */
import { createStore, del, entries, get, set } from 'idb-keyval';
import { presumedKnown } from '../api/known.ts';
import { type Draft, lifetime } from './draft.ts';

const store = createStore('yizhan', 'drafts');

/** A draft that was begun before drafts had what they have now. */
const whole = (draft: Draft): Draft => ({
  ...draft,
  known: draft.known ?? presumedKnown(draft.item),
  changed: draft.changed ?? [],
  keep: draft.keep ?? [],
  reuse: draft.reuse ?? [],
  beside: draft.beside ?? [],
});

export const getDraft = async (id: string): Promise<Draft | undefined> => {
  const found = await get<Draft>(id, store);
  return found && whole(found);
};

export const putDraft = (draft: Draft): Promise<void> => set(draft.id, draft, store);

export const deleteDraft = (id: string): Promise<void> => del(id, store);

/** Somebody's drafts, newest first. What is too old, whoever's it is, is deleted. */
export const draftsOf = async (ownerId: string, now: number = Date.now()): Promise<readonly Draft[]> => {
  const all = (await entries<string, Draft>(store)).map(([, draft]) => whole(draft));
  const old = all.filter(({ state, updatedAt }) => state === 'editing' && now - updatedAt > lifetime);
  await Promise.all(old.map(({ id }) => deleteDraft(id)));
  return all
    .filter((draft) => draft.ownerId === ownerId && !old.includes(draft))
    .sort((a, b) => b.updatedAt - a.updatedAt);
};

export const deleteDraftsOf = async (ownerId: string): Promise<void> => {
  for (const { id } of await draftsOf(ownerId)) await deleteDraft(id);
};
