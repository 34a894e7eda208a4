/**
 * A mother without a telephone, the daughter who acts for her, a clerk who is removed in the middle of the day, and
 * somebody who tries everything: what each may do at each moment, and what is written down of it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { secretOf } from '../../domain/ids.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { type Client, type Ticket, until } from './client.ts';
import { atOffice, finish, told } from './steps.ts';
import { storyOf } from './stories.ts';
import { check, onBoard, requestOf, residentNamed, type Say, staffOf } from './travel.ts';

const [mother, daughter, stranger] = ['resident-shen', 'resident-gu', 'resident-chen'];
const itemId = 'old-age-allowance';
const administrator = 'administrator-district';
const own = residentNamed(mother).resident;
const station = `station-${own.communityCode}`;

type Mandate = { id: string; inForce: boolean };
type Entry = { kind: string; actor: { id: string }; data: Record<string, unknown> };
type Member = { id: string; version: number };

const status = async (api: Client, as: string, method: string, path: string, body?: unknown, ifMatch?: number) =>
  (
    await api.call(method, path, {
      as,
      ...(body === undefined ? {} : { body }),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    })
  ).status;

/** The paper is seen at the counter: the mother has no account that she could use. */
const recordPaper = async (api: Client, clerk: string): Promise<Mandate> => {
  const body = {
    agentIdNumber: residentNamed(daughter).resident.idCard,
    basis: 'power-of-attorney',
    compared: true,
    relation: 'child',
    items: [itemId],
    validTo: addDays(dateOf(await api.now()), 30),
  };
  const path = `/residents/${mother}/mandates`;
  check((await status(api, staffOf('station-320681100001'), 'POST', path, body)) === 404, 'another station: not found');
  check((await status(api, stranger, 'POST', path, body)) === 404, 'a resident records nobody');
  return (await api.must<Mandate>('POST', path, { as: clerk, body })).body;
};

const requestFor = async (api: Client, item: string, mandateId: string) => {
  const { form, ...rest } = await requestOf(api, { ...storyOf('civil-affairs'), itemId: item, filer: mother });
  const answers = Object.entries(form as Record<string, unknown>).filter(
    ([id]) => !/^(applyAs|applicant|residence)/.test(id),
  );
  return { ...rest, channel: 'web', mandateId, form: Object.fromEntries(answers) };
};

/** What becomes of it where the mandate does not allow it. */
const tryFiling = async (api: Client, item: string, mandateId: string) =>
  api.call('POST', '/tickets', { as: daughter, key: randomUUID(), body: await requestFor(api, item, mandateId) });

/** Everything that a stranger could try on a ticket whose number they know; answered as if there were none. */
const attack = async (api: Client, ticket: Ticket, as: string): Promise<string[]> => {
  const nothing = '01KZZZZZZZZZZZZZZZZZZZZZZZ';
  const ask = async (id: string) => {
    const tries: [string, string, unknown?, number?][] = [
      ['GET', `/tickets/${id}`],
      ['GET', `/tickets/${id}/events`],
      ['GET', `/tickets/${id}/clocks`],
      ['GET', `/tickets/${id}/papers`],
      ['POST', `/tickets/${id}/personal-data`, { fields: ['applicantPhone'], purpose: 'contact', reason: '试一试' }],
      ['POST', `/tickets/${id}/withdraw`, { reason: '试一试' }],
      ['POST', `/tickets/${id}/resolve`, { outcome: 'done', answer: '试一试' }, ticket.version],
      ['POST', `/tickets/${id}/rate`, { level: 1 }],
    ];
    const replies = [];
    for (const [method, path, body, ifMatch] of tries) {
      const reply = await api.call(method, path, {
        as,
        ...(body === undefined ? {} : { body }),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
      const text = JSON.stringify({ ...reply.body, requestId: '' }).replaceAll(id, 'ID');
      replies.push(`${reply.status} ${text}`);
    }
    return replies;
  };
  const [seen, none] = [await ask(ticket.id), await ask(nothing)];
  seen.forEach((reply, i) => check(reply === none[i], `${as} learns nothing: ${reply} is not ${none[i]}`));
  return seen;
};

/** A token with another subject, and one that nobody signed. */
const forge = async (api: Client, id: string): Promise<void> => {
  const token = await api.tokenOf(stranger);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const other = encode({ ...claims, sub: mother });
  for (const forged of [`${header}.${other}.${signature}`, `${encode({ alg: 'none', typ: 'JWT' })}.${other}.`]) {
    const reply = await api.call('GET', `/tickets/${id}`, { headers: { authorization: `Bearer ${forged}` } });
    check(reply.status === 401, `a forged token is refused with 401, not ${reply.status}`);
  }
};

/** A clerk of one day: entered, at work, removed between two clicks. */
const clerkOfADay = async (api: Client, ticket: Ticket, say: Say): Promise<string> => {
  const id = `clerk-of-a-day-${randomUUID().slice(0, 8)}`;
  const member = {
    id,
    role: 'clerk',
    officeId: station,
    zh: '演示临时站员',
    en: 'Demo temporary clerk',
    validFrom: dateOf(await api.now()),
    ifVersion: 0,
  };
  await api.must<Member>('POST', '/staff', { as: administrator, body: member });
  // The same token all day long: what it may do is asked of our own table each time.
  const seen = await api.ticket(ticket.id, id);
  check(
    (await status(api, id, 'POST', `/tickets/${ticket.id}/claim`, {}, seen.version)) === 200,
    'the clerk claims it',
  );
  await api.must('POST', `/staff/${id}/end`, { as: administrator, body: {} });
  check((await status(api, id, 'GET', `/boards/${station}`)) === 403, 'removed: the board is shut');
  check((await status(api, id, 'GET', `/tickets/${ticket.id}`)) === 403, 'removed: the request is shut');
  check((await status(api, id, 'POST', `/tickets/${ticket.id}/accept`, {}, seen.version + 1)) === 403, 'and no action');
  say('免职 the clerk is removed: with the same token nothing opens any more');
  return id;
};

export const trust = async (api: Client, say: Say): Promise<void> => {
  const clerk = staffOf(station);
  const mandate = await recordPaper(api, clerk);
  const outside = await tryFiling(api, 'residence-registration', mandate.id);
  check(outside.status === 403, 'outside of its items the paper is worth nothing');
  const filed = await api.file(daughter, await requestFor(api, itemId, mandate.id));
  const { id, reference } = filed.body;
  await told(api, mother, reference, '');
  say(`委托 a power of attorney is recorded at the counter; the daughter files ${reference}, the mother is told`);

  await onBoard(api, id, mother);
  const replies = [
    ...(await attack(api, filed.body, stranger)),
    ...(await attack(api, filed.body, staffOf('station-320681100001'))),
  ];
  await forge(api, id);
  const guess = await api.call('POST', '/track', { body: { reference, secret: secretOf(randomBytes(32)) } });
  check(guess.status === 404, `a guessed code is nothing, not ${guess.status}`);
  const tracked = await api.must('POST', '/track', {
    body: { reference, secret: (filed.body as Ticket & { trackingSecret: string }).trackingSecret },
  });
  for (const secret of [own.name, own.idCard, own.phone, own.address])
    check(!(replies.join('') + JSON.stringify([guess.body, tracked.body])).includes(secret), 'nothing of hers is told');
  say('攻击 eight tries each by a stranger and by another station, two forged tokens, a guessed code: nothing');

  const temporary = await clerkOfADay(api, filed.body, say);

  const ending = { reason: '本人来电要求撤销' };
  const revoked = await api.must<Mandate>('POST', `/residents/${mother}/mandates/${mandate.id}/end`, {
    as: clerk,
    body: ending,
  });
  check(!revoked.body.inForce, 'the mandate has ended');
  check((await status(api, daughter, 'GET', `/tickets/${id}`)) === 404, 'to the daughter it is gone');
  check((await tryFiling(api, itemId, mandate.id)).status === 403, 'and she files nothing more');
  say('撤销 revoked at the counter in the middle of the case: the daughter sees nothing more, the case goes on');

  // What the removed clerk had claimed is given back by a supervisor, and the case ends as it should.
  await api.act('supervisor-street', id, 'release');
  await api.act(clerk, id, 'accept');
  const office = await atOffice(api, id, mother);
  await api.act(office.staff, id, 'sign');
  await finish(api, office.staff, mother, id);

  const date = dateOf(await api.now());
  const entries = await until('the audit of it all', async () => {
    const { body } = await api.get<{ entries: Entry[] }>(`/audit?date=${date}&limit=500`, 'auditor');
    return body.entries.some(({ kind }) => kind === 'mandate-ended') ? body.entries : undefined;
  });
  const wrote = (kind: string, actor: string, value?: string) =>
    entries.some(
      (entry) =>
        entry.kind === kind &&
        entry.actor.id === actor &&
        (value === undefined || JSON.stringify(entry.data).includes(value)),
    );
  check(wrote('mandate-given', clerk, mandate.id), 'who recorded the paper');
  check(wrote('mandate-used', daughter, id), 'who used it');
  check(wrote('mandate-ended', clerk, mandate.id), 'who ended it');
  check(wrote('denied', stranger, id), 'who was turned away');
  check(wrote('staff-changed', administrator, temporary), 'who removed the clerk');
  check(
    wrote('denied', temporary) || !entries.some(({ actor }) => actor.id === temporary),
    'no entry in a name of its own',
  );
  const { body: mine } = await api.get<{ disclosures: { kind: string; reason?: string }[] }>('/me/disclosures', mother);
  for (const kind of ['mandate-given', 'mandate-used', 'mandate-ended'])
    check(
      mine.disclosures.some((each) => each.kind === kind),
      `the mother reads ${kind} herself`,
    );
  check(
    mine.disclosures.some(({ reason }) => reason === ending.reason),
    'and the reason',
  );
  say('审计 the audit has each of it, and the mother reads who acted for her');
};
