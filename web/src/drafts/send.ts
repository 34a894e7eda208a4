/** Hands a draft over. What the connection loses is sent again with the same key, so it is filed once. */
import './without-eval.ts';
import { askedFields, formFields } from '../../../domain/form.ts';
import { send } from '../api/api.ts';
import { failureIn } from '../api/failure.ts';
import { type Draft, isFromFile } from './draft.ts';
import { deleteDraft, draftsOf, putDraft } from './store.ts';

/** The answers as they are sent: what is no longer asked is left out, and what the file fills in is too. */
export const answersToSend = (draft: Draft): Record<string, unknown> => {
  const { item, answers } = draft;
  const asked = askedFields(formFields(item), answers).filter((field) => !isFromFile(draft, field));
  return Object.fromEntries(
    asked.flatMap(({ id }) => (answers[id] === undefined || answers[id] === '' ? [] : [[id, answers[id]]])),
  );
};

const bodyOf = (draft: Draft) => {
  const form = answersToSend(draft);
  const inForm = new Set(Object.values(form).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])));
  const reuse = [...draft.beside, ...draft.reuse.filter((id) => inForm.has(id))];
  const keep = draft.keep.filter((id) => Object.hasOwn(form, id));
  return {
    itemId: draft.item.id,
    communityCode: draft.communityCode,
    form,
    ...(draft.mandate ? { mandateId: draft.mandate.id } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(reuse.length > 0 && !draft.anonymous ? { reuse } : {}),
    ...(keep.length > 0 && !draft.anonymous ? { keep } : {}),
  };
};

/** What became of it. */
export type Sent =
  | { readonly filed: { readonly id: string } }
  /** Nobody answered: it waits for the connection. */
  | { readonly waits: true }
  /** The service says no: it can be corrected. */
  | { readonly refused: unknown };

const attempt = async (draft: Draft): Promise<Sent> => {
  try {
    const { id } = await send('/tickets', { body: bodyOf(draft), key: draft.id });
    await deleteDraft(draft.id);
    return { filed: { id } };
  } catch (error) {
    const { kind } = failureIn(error);
    if (kind === 'offline' || kind === 'unavailable' || kind === 'signed-out') return { waits: true };
    await putDraft({ ...draft, state: 'editing', place: 'check' });
    return { refused: error };
  }
};

const underway = new Map<string, Promise<Sent>>();

/** Sends it, or waits for the sending that is under way. */
export const sendDraft = async (draft: Draft): Promise<Sent> => {
  const running = underway.get(draft.id);
  if (running) return running;
  const sending: Draft = { ...draft, state: 'sending', updatedAt: Date.now() };
  const sent = putDraft(sending).then(() => attempt(sending));
  underway.set(draft.id, sent);
  return sent.finally(() => underway.delete(draft.id));
};

/** Sends again what waits for a connection. Returns what was filed. */
export const sendWaiting = async (ownerId: string): Promise<readonly { draft: Draft; sent: Sent }[]> => {
  const waiting = (await draftsOf(ownerId)).filter(({ state }) => state === 'sending');
  const results = [];
  for (const draft of waiting) results.push({ draft, sent: await sendDraft(draft) });
  return results;
};
