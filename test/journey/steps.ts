/** What the hard stories have in common: bringing a request to an office, and checking one promise. */
import { type Item, promiseLimit, statutoryLimit } from '../../domain/catalogue.ts';
import type { Limit } from '../../domain/sla/limit.ts';
import { addDays, type CivilDate, type Instant } from '../../domain/time.ts';
import { type Client, type Ticket, until } from './client.ts';
import { storyOf } from './stories.ts';
import { check, onBoard, requestOf } from './travel.ts';

export const itemNamed = async (api: Client, id: string): Promise<Item> =>
  (await api.get<Item>(`/catalogue/items/${id}`)).body;

/** The word given and the word of the law, for a resident without special tags. */
export const limitsOf = (item: Item): { PROMISE: Limit; STATUTORY?: Limit } => {
  const statutory = statutoryLimit(item);
  return { PROMISE: promiseLimit(item), ...(statutory ? { STATUTORY: statutory } : {}) };
};

/** Files a request on the web. */
export const file = async (api: Client, resident: string, itemId: string): Promise<Ticket> => {
  const request = await requestOf(api, { ...storyOf('police'), itemId, resident, filer: resident });
  return (await api.file(resident, request)).body;
};

export const inState = (api: Client, id: string, as: string, state: string): Promise<Ticket> =>
  until(`ticket ${id} to be ${state}`, async () => {
    const ticket = await api.ticket(id, as);
    return ticket.state === state ? ticket : undefined;
  });

/** The office, once a ticket that was sent on lies on its board. */
export const atOffice = async (api: Client, id: string, resident: string) => {
  await inState(api, id, resident, 'routed');
  return onBoard(api, id, resident);
};

/** Accepted today, by the station or straight by the office, and signed for: the office has it in hand. */
export const inHand = async (api: Client, resident: string, itemId: string) => {
  const item = await itemNamed(api, itemId);
  const { id, reference } = await file(api, resident, itemId);
  const first = await onBoard(api, id, resident);
  const accepted = await api.act(first.staff, id, 'accept');
  if (item.mode !== 'proxy') return { id, reference, item, office: first, ticket: accepted.body };
  const office = await atOffice(api, id, resident);
  return { id, reference, item, office, ticket: (await api.act(office.staff, id, 'sign')).body };
};

/** The newest round of a clock, or the round named. */
export const clockNamed = ({ clocks, reference }: Ticket, name: string, generation?: number) => {
  const clock = clocks.findLast((each) => each.name === name && (generation ?? each.generation) === each.generation);
  if (!clock) throw new Error(`not as promised: ${reference} has a clock ${name} ${generation ?? ''}`);
  return clock;
};

export const checkDue = (ticket: Ticket, name: string, expected: Instant): void => {
  const { due } = clockNamed(ticket, name);
  check(due === expected, `${name} of ${ticket.reference} ends ${expected}, not ${due}`);
};

/** The days of a stop: the day on which work resumes counts again. */
export const stopped = (from: CivilDate, resumed: CivilDate) => ({
  from,
  to: addDays(resumed, -1),
  reason: { zh: '演示', en: 'demo' },
});

/** The action is not offered, and is refused with this kind of problem to whoever tries it all the same. */
export const checkRefused = async (
  api: Client,
  as: string,
  id: string,
  action: string,
  body: Record<string, unknown>,
  kind: string,
): Promise<void> => {
  const { actions, version } = await api.ticket(id, as);
  check(!actions.includes(action), `${as} is not offered ${action}`);
  const reply = await api.call('POST', `/tickets/${id}/${action}`, { as, body, ifMatch: version });
  check(
    reply.body['type'] === `/problems/${kind}`,
    `${action} by ${as} is refused as ${kind}, not ${reply.status} ${JSON.stringify(reply.body)}`,
  );
};

/** Waits until the resident has a message about the request with these words. */
export const told = (api: Client, resident: string, reference: string, words: string): Promise<string> =>
  until(`${resident} to be told “${words}” of ${reference}`, async () => {
    const { body } = await api.get<{ notices: { reference: string; zh: string }[] }>('/notices?limit=100', resident);
    return body.notices.find((notice) => notice.reference === reference && notice.zh.includes(words))?.zh;
  });

/** Done by the office and rated by the resident: nothing is left open for the next run. */
export const finish = async (api: Client, staff: string, resident: string, id: string): Promise<Ticket> => {
  await api.act(staff, id, 'resolve', { outcome: 'done', answer: '演示：已办理。' });
  return (await api.act(resident, id, 'rate', { level: 4 })).body;
};
