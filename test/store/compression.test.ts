/** What is compressed comes back as it was, also what an earlier release has compressed. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compress, decompress } from '../../store/compression.ts';
import { dictionary } from '../../store/compression-dictionary.ts';
import { fromItem, toItem } from '../../store/table.ts';

test('whatever JSON can say comes back', () => {
  fc.assert(
    fc.property(fc.object({ values: [fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()] }), (value) => {
      const said = JSON.parse(JSON.stringify(value)) as object;
      expect(decompress(compress(value))).toEqual(said);
    }),
  );
  expect(decompress(compress({ name: '𠮷野家 龘', code: '320613001001' }))).toEqual({
    name: '𠮷野家 龘',
    code: '320613001001',
  });
});

test('the dictionary is what it was when the first rows were written', () => {
  expect(createHash('sha256').update(dictionary).digest('hex')).toBe(
    '2ca5b79b0f192237cad65df316987b048cd02e1a359be7c10dacbbeba1713a8a',
  );
  const compressed = 'ASM0UIHc8jI3NDAAIbTBC6gNRma6hoa6RhYhBkZWphZWBkZ6xkSPSSCPIcB7bbUA';
  expect(decompress(Buffer.from(compressed, 'base64'))).toEqual({
    type: 'Delivered',
    officeId: 'station-320671001001',
    routing: 0,
    at: '2026-11-28T02:58:02.320+08:00',
    actor: { kind: 'system', id: 'delivery' },
    ended: [],
  });
});

test('bytes of a later release, and bytes that are none of ours, are refused and not guessed at', () => {
  const [, ...rest] = compress({ a: 1 });
  expect(() => decompress(Uint8Array.of(2, ...rest))).toThrow('names dictionary 2');
  expect(() => decompress(Uint8Array.of())).toThrow('names dictionary undefined');
  expect(() => decompress(Uint8Array.of(1, 0xff, 0xff))).toThrow();
});

test('only what is read and written as a whole lies compressed in a row', () => {
  const row = { pk: 'T#1', sk: 'STATE', kind: 'ticket', ticket: { state: 'routed', cards: [] }, sequence: 3 };
  const item = toItem(row);
  expect(item).toMatchObject({ sequence: { N: '3' }, ticket: { B: expect.any(Uint8Array) } });
  expect(fromItem(item)).toEqual(row);
  // A value of that name in an expression, and a row that was written before there was packing.
  expect(toItem({ ':event': 'event', event: 'event' })).toEqual({ ':event': { S: 'event' }, event: { S: 'event' } });
  expect(fromItem({ ticket: { M: { state: { S: 'routed' } } } })).toEqual({ ticket: { state: 'routed' } });
});
