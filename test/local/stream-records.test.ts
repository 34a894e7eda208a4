import { expect, test } from '@jest/globals';
import { type GetRecords, sharedRecords, type WireRecord } from '../../local/stream-records.ts';

/** A stream as the engine would answer for it, and how often it was asked. */
const streamOf = (length: number) => {
  const record = (n: number): WireRecord => ({ dynamodb: { SequenceNumber: String(n) } });
  const stream = { length, asked: 0 };
  const getRecords: GetRecords = async (iterator, limit = 1_000) => {
    stream.asked += 1;
    const from = Number(iterator);
    const to = Math.min(stream.length, from + limit);
    return { records: Array.from({ length: to - from }, (_, i) => record(from + i)), next: String(to) };
  };
  return { stream, getRecords };
};
const numbersIn = async (page: ReturnType<GetRecords>) =>
  (await page).records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('what one reader has read, another gets without asking the engine, joined to one page', async () => {
  const { stream, getRecords } = streamOf(3);
  const shared = sharedRecords(getRecords);
  expect(await numbersIn(shared('0', 10))).toEqual([0, 1, 2]);
  stream.length = 7;
  expect(await numbersIn(shared('3', 10))).toEqual([3, 4, 5, 6]);
  expect(stream.asked).toBe(2);
  const { records, next } = await shared('0', 10);
  expect([records.length, next, stream.asked]).toEqual([7, '7', 2]);
  // No more than the limit: the second page stays whole for the next call.
  expect(await numbersIn(shared('0', 5))).toEqual([0, 1, 2]);
  expect(stream.asked).toBe(2);
});

test('the end of the stream is asked for anew each time', async () => {
  const { stream, getRecords } = streamOf(0);
  const shared = sharedRecords(getRecords);
  expect(await numbersIn(shared('0'))).toEqual([]);
  stream.length = 2;
  expect(await numbersIn(shared('0'))).toEqual([0, 1]);
  expect(await numbersIn(shared('2'))).toEqual([]);
  expect(stream.asked).toBe(3);
});

test('old pages are forgotten, and read again by whoever is far behind', async () => {
  const { stream, getRecords } = streamOf(20_000);
  const shared = sharedRecords(getRecords);
  for (let at = 0; at < 20_000; at += 1_000) await shared(String(at), 1_000);
  expect(stream.asked).toBe(20);
  expect(await numbersIn(shared('0', 1_000))).toEqual(upTo(0, 1_000));
  expect(stream.asked).toBe(21);
  expect(await numbersIn(shared('19000', 1_000))).toEqual(upTo(19_000, 20_000));
  expect(stream.asked).toBe(21);
});

test('a refusal reaches who asked, and nothing of it is kept', async () => {
  let refuses = true;
  const shared = sharedRecords(async () => {
    if (refuses) throw new Error('ExpiredIteratorException');
    return { records: [{ dynamodb: { SequenceNumber: '1' } }], next: undefined };
  });
  await expect(shared('0')).rejects.toThrow('ExpiredIteratorException');
  refuses = false;
  expect(await numbersIn(shared('0'))).toEqual([1]);
});
