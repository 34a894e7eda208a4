/** Papers that a filing, a supplement or an answer names: loaded, and held against whose they are and what they are for. */
import type { Channel, Item } from '../domain/catalogue.ts';
import { attachable, type Attaching, type Named } from '../domain/attaching.ts';
import type { Reusing } from '../domain/kept-paper.ts';
import { type AttachedPaper, isPaperId, type Speaker } from '../domain/paper.ts';
import type { Answers } from '../domain/form.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Context } from '../domain/ticket/context.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { dateOf } from '../domain/time.ts';
import * as papers from '../store/papers.ts';
import * as reference from '../store/reference.ts';

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

const speakers = { resident: 'self', agent: 'agent', staff: 'staff' } as const;
/** Who says for the resident what is to be done with this request. */
export const speakerOf = ({ actor }: Context): Speaker => (actor.kind === 'system' ? 'staff' : speakers[actor.kind]);

/** How papers of the file may be used for a request that is there. Whom staff do not see may be anybody: `hotline`. */
export const reusingFor = async (
  { id: ticketId }: Ticket,
  context: Context,
  channel: Channel | undefined,
): Promise<Reusing> => {
  const speaker = speakerOf(context);
  return {
    today: dateOf(context.now),
    speaker,
    channel: speaker === 'staff' ? (channel ?? 'hotline') : 'web',
    callerId: context.actor.id,
    ticketId,
    types: await reference.materialTypes(),
  };
};

const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Uploads in the body of an action; what else it lists was handed in on paper, and what is attached stays attached. */
export const inAction = async (ticket: Ticket, body: Record<string, unknown>, context: Context) => {
  const [given, again] = [listed(body['papers']), listed(body['reuse'])];
  const has = new Set(ticket.papers?.map(({ id }) => id));
  const named = [
    ...given.flatMap((id, i) =>
      isPaperId(id) && !has.has(id) && !again.includes(id) ? [{ path: `papers.${i}`, id }] : [],
    ),
    ...again.map((id, i) => ({ path: `reuse.${i}`, id })),
  ];
  const owner = ownerOf(ticket);
  // The row's schema has checked what the channel is.
  const reusing = again.length > 0 && (await reusingFor(ticket, context, body['channel'] as Channel | undefined));
  return namedPapers(
    named,
    context.item,
    owner && reusing ? { ...owner, again: { ids: new Set(again), reusing } } : owner,
  );
};
