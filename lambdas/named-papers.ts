/** Papers that a filing, a supplement or an answer names: loaded, and held against whose they are and what they are for. */
import type { Item } from '../domain/catalogue.ts';
import { attachable, type Attaching, type Named } from '../domain/attaching.ts';
import { type AttachedPaper, isPaperId } from '../domain/paper.ts';
import type { Answers } from '../domain/form.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import * as papers from '../store/papers.ts';

export const namedPapers = async (
  named: readonly Named[],
  item: Item,
  owner: Attaching | null,
): Promise<AttachedPaper[] | Refusal> => {
  if (named.length === 0) return [];
  const found = owner ? await papers.loadAll(named.map(({ id }) => id)) : new Map();
  const result = attachable(named, found, item, owner ?? { residentId: '', anonymous: false });
  return 'problems' in result ? refuse('invalid', {}, result.problems) : result;
};

/** Uploads in the answers of a form, each under its field's material. */
export const inForm = (item: Item, answers: Answers): Named[] =>
  item.form.fields.flatMap((field) => {
    const value = field.type === 'file' ? answers[field.id] : undefined;
    if (field.type !== 'file' || !Array.isArray(value)) return [];
    return value.map((id: string) => ({ path: `form.${field.id}`, id, material: field.material }));
  });

/** Without a name it is the account that files which the papers must belong to. */
const ownerOf = ({ residentId, filedBy }: Ticket): Attaching | null => {
  if (residentId !== null) return { residentId, anonymous: false };
  return filedBy.kind === 'resident' ? { residentId: filedBy.id, anonymous: true } : null;
};

/** Uploads in the body of an action; what else it lists was handed in on paper, and what is attached stays attached. */
export const inAction = (ticket: Ticket, body: Record<string, unknown>, item: Item) => {
  const listed = Array.isArray(body['papers']) ? body['papers'].map(String) : [];
  const has = new Set(ticket.papers?.map(({ id }) => id));
  const named = listed.flatMap((id, i) => (isPaperId(id) && !has.has(id) ? [{ path: `papers.${i}`, id }] : []));
  return namedPapers(named, item, ownerOf(ticket));
};
