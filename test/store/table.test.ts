/** Reads of one turn travel together: each gets its own answer, whatever becomes of the others. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Key } from '../../store/keys.ts';
import { get, getEach, put, transact, write } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';
import { withMiddleware } from '../support/middleware.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  for (let n = 0; n < 130; n++) await write(put({ pk: `A#${n}`, sk: 'X', n, deep: { n } }));
});
afterAll(() => engines.stop());

type Row = { n: number; deep: { n: number } };

/** What calls were made while something ran. */
const callsOf = async (run: () => Promise<unknown>): Promise<string[]> => {
  const calls: string[] = [];
  await withMiddleware(
    (next, context) => async (args) => {
      calls.push(String(context.commandName));
      return next(args);
    },
    run,
  );
  return calls;
};

test('one call for all, an answer for each: found, absent, asked twice', async () => {
  const calls = await callsOf(async () => {
    const rows = await Promise.all(['A#1', 'A#2', 'A#none', 'A#1'].map((pk) => get<Row>({ pk, sk: 'X' })));
    expect(rows.map((row) => row?.n)).toEqual([1, 2, undefined, 1]);
    const [first, , , again] = rows;
    if (first) first.deep.n = 99;
    expect(again?.deep.n).toBe(1);
  });
  expect(calls).toEqual(['BatchGetItemCommand']);
});

test('one read alone is a read, and each consistency travels by itself', async () => {
  expect(await callsOf(() => get({ pk: 'A#1', sk: 'X' }))).toEqual(['GetItemCommand']);
  const both = () => Promise.all([get({ pk: 'A#1', sk: 'X' }), get({ pk: 'A#1', sk: 'X' }, { consistent: false })]);
  expect(await callsOf(both)).toEqual(['GetItemCommand', 'GetItemCommand']);
});

test('of many each in its place, also where it is asked for twice or is not there', async () => {
  const keys = [7, 999, 3, 7].map((n): Key => ({ pk: `A#${n}`, sk: 'X' }));
  expect((await getEach<Key & Row>(keys)).map((row) => row?.n)).toEqual([7, undefined, 3, 7]);
  expect(await getEach([])).toEqual([]);
});

test('more than a call takes', async () => {
  const rows = await Promise.all(Array.from({ length: 130 }, (_, n) => get<Row>({ pk: `A#${n}`, sk: 'X' })));
  expect(rows.map((row) => row?.n)).toEqual(Array.from({ length: 130 }, (_, n) => n));
});

test('a key that cannot exist spoils its own answer only', async () => {
  const [good, bad] = await Promise.allSettled([
    get<Row>({ pk: 'A#1', sk: 'X' }),
    get<Row>({ pk: 'A'.repeat(3_000), sk: 'X' }),
  ]);
  expect(good).toMatchObject({ status: 'fulfilled', value: { n: 1 } });
  expect(bad).toMatchObject({ status: 'rejected', reason: { name: 'ValidationException' } });
});

/** Throttling is simulated: the engine has room for everything. */
test.each(['ThrottlingError', 'ProvisionedThroughputExceeded'])(
  'a transaction refused for want of room (%s, as capacity is paid) may be tried again',
  async (Code) => {
    const refuse = () => () =>
      Promise.reject(
        new TransactionCanceledException({
          message: 'no room',
          $metadata: {},
          CancellationReasons: [{ Code: 'None' }, { Code }],
        }),
      );
    const keys = ['T#1', 'T#2'].map((pk): Key => ({ pk, sk: 'X' }));
    const written = await withMiddleware(refuse, () => transact(keys.map((key) => put(key))));
    expect(written).toEqual({ written: false, failed: new Map() });
  },
);
