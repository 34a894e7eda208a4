/** Takes one request from filing to the numbers of its community, and checks every promise on the way. */
import { readFileSync } from 'node:fs';
import { demoPeople, type DemoPerson } from '../../data/demo-person.ts';
import type { Item } from '../../domain/catalogue.ts';
import { isReference } from '../../domain/ids.ts';
import { addDays, dateOf, type Instant } from '../../domain/time.ts';
import { answersFor } from '../support/answers.ts';
import { type Client, type Performance, type Ticket, until } from './client.ts';
import type { Story } from './stories.ts';

export const { people } = demoPeople.parse(
  JSON.parse(readFileSync(new URL('../../data/demo-people.json', import.meta.url), 'utf8')),
);

/** Somebody with a file of their own: staff may live here, too. */
export const residentNamed = (id: string): { resident: NonNullable<DemoPerson['resident']> } => {
  const resident = people.find((each) => each.id === id)?.resident;
  if (!resident) throw new Error(`no demo resident ${id}`);
  return { resident };
};

/** Somebody who works at an office. */
export const staffOf = (officeId: string): string => {
  const person = people.find((each) => 'officeId' in each && each.officeId === officeId);
  if (!person) throw new Error(`no demo person works at ${officeId}`);
  return person.id;
};

export type Say = (text: string) => void;

/** Throws, naming the promise that was not kept. */
export const check = (truth: boolean, what: string): void => {
  if (!truth) throw new Error(`not as promised: ${what}`);
};

/** Staff leave out in what role they file: the service knows it. */
const withoutRole = ({ applyAs: _, ...answers }: Record<string, unknown>) => answers;

/** The body of POST /tickets for a story. */
export const requestOf = async (api: Client, story: Story): Promise<Record<string, unknown>> => {
  const { resident } = residentNamed(story.resident);
  const { body: item } = await api.get<Item>(`/catalogue/items/${story.itemId}`);
  const byStaff = story.filer !== story.resident;
  const today = dateOf(await api.now());
  return {
    itemId: story.itemId,
    communityCode: resident.communityCode,
    channel: story.channel,
    form: byStaff ? withoutRole(answersFor(item, resident, today)) : answersFor(item, resident, today),
    ...(byStaff ? { residentId: story.resident } : {}),
  };
};

type Board = { tickets: { id: string }[]; cursor: string | null };

/** Page by page: a board can hold more than one page takes. */
const liesOn = async (api: Client, officeId: string, ticketId: string, staff: string): Promise<boolean> => {
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<Board>(`/boards/${officeId}?limit=100${after}`, staff);
    if (body.tickets.some(({ id }) => id === ticketId)) return true;
    ({ cursor } = body);
  }
  return false;
};

/** Waits until it lies on the board of whoever has it, and returns that office. */
export const onBoard = (api: Client, ticketId: string, reader: string): Promise<{ officeId: string; staff: string }> =>
  until(`ticket ${ticketId} on the board of its holder`, async () => {
    const { holder } = await api.ticket(ticketId, reader);
    if (holder.id === null) return undefined;
    const staff = staffOf(holder.id);
    return (await liesOn(api, holder.id, ticketId, staff)) ? { officeId: holder.id, staff } : undefined;
  });

/** Of the days around the moment given: the same whenever it is asked. */
const performanceOf = async (api: Client, code: string, as: string, moment: Instant) => {
  const days = `from=${addDays(dateOf(moment), -30)}&to=${addDays(dateOf(moment), 30)}`;
  return (await api.get<Performance>(`/performance/${code}?by=item&${days}`, as)).body;
};

/** From filing to the numbers. Returns the ticket's id. */
export const travel = async (api: Client, story: Story, say: Say): Promise<string> => {
  const { resident } = residentNamed(story.resident);
  const { communityCode } = resident;
  const started = await api.now();
  const before = await performanceOf(api, communityCode, 'supervisor-city', started);

  const filed = await api.file(story.filer, await requestOf(api, story));
  const ticket: Ticket = filed.body;
  check(filed.status === 201, 'a filed request is answered 201');
  check(isReference(ticket.reference), `reference ${ticket.reference} is well-formed`);
  check(ticket.promisedAt > (await api.now()).slice(0, 10), 'the promised date is not in the past');
  say(
    `提交 filed      ${ticket.reference} ${ticket.latest ? '最迟 latest' : '承诺 promised'} ${dateOf(ticket.promisedAt)} ${ticket.office.zh} (${filed.ms} ms)`,
  );

  if (story.mode === 'proxy') {
    const station = await onBoard(api, ticket.id, story.resident);
    await api.act(station.staff, ticket.id, 'claim');
    const accepted = await api.act(station.staff, ticket.id, 'accept');
    check(
      !accepted.body.latest && accepted.body.promisedAt <= ticket.promisedAt,
      'acceptance never moves the date later',
    );
    say(`受理 accepted   ${station.officeId} ${dateOf(accepted.body.promisedAt)} (${accepted.ms} ms)`);
    await until('routed to an office', async () =>
      (await api.ticket(ticket.id, story.resident)).state === 'routed' ? true : undefined,
    );
  }
  const office = await onBoard(api, ticket.id, story.resident);
  say(`送达 delivered  ${office.officeId}`);
  await api.act(office.staff, ticket.id, 'claim');
  if (story.mode === 'proxy') {
    const signed = await api.act(office.staff, ticket.id, 'sign');
    say(`签收 signed     ${office.staff} (${signed.ms} ms)`);
  }
  if (story.mode === 'transfer') await api.act(office.staff, ticket.id, 'accept');
  if (story.mode === 'consult') await api.act(office.staff, ticket.id, 'accept');
  const resolved = await api.act(office.staff, ticket.id, 'resolve', {
    outcome: story.outcome,
    answer: '演示：已办理。',
  });
  check(resolved.body.state === 'resolved', `resolved, not ${resolved.body.state}`);
  say(`办结 resolved   ${story.outcome} (${resolved.ms} ms)`);
  const rated = await api.act(story.resident, ticket.id, 'rate', { level: story.level });
  say(`评价 rated      ${story.level}/5 → ${rated.body.state} (${rated.ms} ms)`);

  const filedIn = ({ by }: Performance) => by?.values.find(({ value }) => value === story.itemId)?.counts['filed'] ?? 0;
  const expected = filedIn(before) + 1;
  const ratings = before.satisfaction.rated + 1;
  const after = await until(`community ${communityCode} to count it`, async () => {
    const now = await performanceOf(api, communityCode, 'supervisor-city', started);
    return filedIn(now) >= expected && now.satisfaction.rated >= ratings ? now : undefined;
  });
  check(filedIn(after) === expected, `filed of ${story.itemId} is ${expected}, not ${filedIn(after)}`);
  say(
    `数字 numbers    ${communityCode} 受理 filed ${before.counts['filed'] ?? 0} → ${after.counts['filed']}, 评价 rated ${before.satisfaction.rated} → ${after.satisfaction.rated}`,
  );

  const history = await api.get<{ events: { sequence: number }[] }>(`/tickets/${ticket.id}/events`, story.resident);
  check(
    history.body.events.every(({ sequence }, i) => sequence === i + 1),
    'no event is missing from the history',
  );
  return ticket.id;
};
