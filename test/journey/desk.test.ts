/** What the pages of staff ask the API for: boards and requests with 304 while nothing changes, finding, colleagues. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';

const community = '320613001001';
const station = `station-${community}`;
const form = { kind: 'live', recipient: '城东小学', purpose: '孩子入学' };

describe('the desk', () => {
  let system: LocalSystem;
  let api: Client;
  let ticket: Ticket;
  beforeAll(async () => {
    system = await startLocalSystem();
    api = client(system.url);
    const body = { itemId: 'community-certificate', communityCode: community, form };
    ticket = (await api.file('resident-chen', body)).body;
    await until('it is on the board', async () => {
      const { body: board } = await api.get<{ tickets: unknown[] }>(`/boards/${station}`, 'clerk-lin');
      return board.tickets.length > 0 || undefined;
    });
  });
  afterAll(() => system?.stop());

  const conditional = async (path: string, tag: string) =>
    fetch(system.url + path, {
      headers: { authorization: `Bearer ${await api.tokenOf('clerk-lin')}`, 'if-none-match': tag },
    });
  const tagOf = async (path: string): Promise<string> =>
    (await api.get(path, 'clerk-lin')).headers.get('etag') ?? 'none';

  test('what has not changed is answered 304 without a body; a note changes the history and not the version', async () => {
    const paths = [`/boards/${station}`, `/tickets/${ticket.id}`, `/tickets/${ticket.id}/events`];
    for (const path of paths) {
      const tag = await tagOf(path);
      const again = await conditional(path, `W/"other", ${tag}`);
      expect({ path, status: again.status, body: await again.text(), tag: again.headers.get('etag') }).toEqual({
        path,
        status: 304,
        body: '',
        tag,
      });
    }
    const [, , events = ''] = paths;
    const before = await tagOf(events);
    await api.must('POST', `/tickets/${ticket.id}/note`, { as: 'clerk-lin', body: { text: '已电话核实' } });
    expect((await conditional(events, before)).status).toBe(200);
    const version = (await api.ticket(ticket.id, 'clerk-lin')).version;
    expect(version).toBe(ticket.version);
  });

  test('the working time moves by itself and does not change the tag; an action does', async () => {
    const path = `/tickets/${ticket.id}`;
    const tag = await tagOf(path);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await conditional(path, tag)).status).toBe(304);
    await api.act('clerk-lin', ticket.id, 'claim');
    expect((await conditional(path, tag)).status).toBe(200);
    expect((await conditional(`/boards/${station}`, await tagOf(`/boards/${station}`))).status).toBe(304);
  });

  test('the tag of a read is a version for If-Match as well', async () => {
    const tag = await tagOf(`/tickets/${ticket.id}`);
    const act = (ifMatch: string) =>
      api.call('POST', `/tickets/${ticket.id}/release`, {
        as: 'clerk-lin',
        body: {},
        headers: { 'if-match': ifMatch },
      });
    expect((await act('W/"1.made-up"')).status).toBe(412);
    expect((await act(tag)).status).toBe(200);
  });

  test('found by reference however it is typed, and by resident; what one may not see is not found', async () => {
    const search = async (as: string, by: string, value: string) => {
      const { status, body } = await api.call<{ tickets: { id: string }[] }>('POST', '/tickets/search', {
        as,
        body: { by, value },
      });
      return status === 200 ? body.tickets.map(({ id }) => id) : status;
    };
    const { reference, id } = ticket;
    const typed = ` ${reference.slice(0, 4).toLowerCase()}-${reference.slice(4)} `;
    expect(await search('clerk-lin', 'reference', typed)).toEqual([id]);
    expect(await search('supervisor-street', 'reference', reference)).toEqual([id]);
    expect(await search('clerk-lin', 'resident', 'resident-chen')).toEqual([id]);
    expect(await search('clerk-lin', 'reference', 'AAAAAAAA')).toEqual([]);
    // Another station, an office that has nothing to do with it, the resident's neighbours.
    expect(await search('officer-police-320671', 'reference', reference)).toEqual([]);
    expect(await search('officer-police-320671', 'resident', 'resident-chen')).toEqual([]);
    expect(await search('resident-chen', 'reference', reference)).toBe(403);
    expect(await search('supervisor-street', 'resident', 'resident-chen')).toBe(403);
  });

  test('numbers are taken, called by two windows at once, missed and called again; only by the office itself', async () => {
    type Day = { waiting: { number: string }[]; missed: { number: string }[]; visitor: { number: string } };
    const press = (what: string, body: object, as = 'clerk-lin') =>
      api.call<Day>('POST', `/visitors/${station}/${what}`, { as, body });
    for (const lane of ['ordinary', 'ordinary', 'ordinary', 'priority']) await press('take', { lane });
    const windows = await Promise.all(
      ['1', '2'].map((window, i) => press('call', { window }, ['clerk-lin', 'clerk-sun'][i])),
    );
    expect(windows.map(({ body }) => body.visitor.number).sort()).toEqual(['A001', 'B001']);
    const { body: skipped } = await press('skip', { number: 'B001' });
    expect(skipped.missed.map(({ number }) => number)).toEqual(['B001']);
    expect((await press('recall', { number: 'B001', window: '2' })).body.missed).toEqual([]);
    expect((await press('finish', { number: 'B001' })).status).toBe(200);
    const tag = await tagOf(`/visitors/${station}`);
    expect((await conditional(`/visitors/${station}`, tag)).status).toBe(304);
    const { body: day } = await api.get<Day>(`/visitors/${station}`, 'clerk-sun');
    expect(day).toMatchObject({ waiting: [{ number: 'B002' }, { number: 'B003' }], served: 1 });
    for (const as of ['officer-police', 'resident-chen', 'supervisor-street']) {
      expect((await press('call', { window: '1' }, as)).status).toBe(403);
      expect((await api.call('GET', `/visitors/${station}`, { as })).status).toBe(403);
    }
    expect((await press('take', { lane: 'vip' })).status).toBe(422);
    // The next day begins with the first number.
    await api.advance('PT24H');
    expect((await press('take', { lane: 'ordinary' })).body.visitor.number).toBe('B001');
  });

  test('who works at my office, and at no other', async () => {
    const { body } = await api.get<{ colleagues: { id: string; zh: string }[] }>(
      `/boards/${station}/colleagues`,
      'clerk-lin',
    );
    expect(body.colleagues.map(({ id }) => id).sort()).toEqual(['clerk-lin', 'clerk-sun', 'officer-station']);
    for (const as of ['officer-police', 'resident-chen'])
      expect((await api.call('GET', `/boards/${station}/colleagues`, { as })).status).toBe(403);
  });
});
