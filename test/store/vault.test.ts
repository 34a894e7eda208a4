import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../store/canonical.ts';
import { findByIdCard, openFields, openFile, resident } from '../../store/people.ts';
import { createKey, digest, indexesOf, open, seal, type SubjectKey, unwrap, type Wrapped } from '../../store/vault.ts';
import { startEngines } from '../support/engines.ts';
import { community, now } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let key: SubjectKey;
let wrapped: Wrapped;
beforeAll(async () => {
  engines = await startEngines();
  ({ key, wrapped } = await createKey('resident-a'));
});
afterAll(() => engines.stop());

describe('sealing', () => {
  test('opens what was sealed, any JSON value', () => {
    const value = fc.jsonValue().map((each) => JSON.parse(JSON.stringify(each)) as unknown);
    fc.assert(
      fc.property(value, fc.string({ unit: 'binary' }), (value, text) => {
        expect(open(key, 'f', seal(key, 'f', value))).toEqual(value);
        expect(open(key, 'f', seal(key, 'f', text))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test('one changed bit, anywhere, and it does not open', () => {
    const sealed = seal(key, 'name', '欧阳𠮷·㛃');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const spoiled = Buffer.from(sealed);
        const byte = bit >> 3;
        spoiled.writeUInt8(spoiled.readUInt8(byte) ^ (1 << (bit & 7)), byte);
        expect(() => open(key, 'name', spoiled)).toThrow();
      }),
    );
    for (const length of [0, 1, 28, sealed.length - 1])
      expect(() => open(key, 'name', sealed.slice(0, length))).toThrow();
  });

  test('neither for another field nor for another subject', async () => {
    const sealed = seal(key, 'name', 'x');
    expect(() => open(key, 'phone', sealed)).toThrow();
    expect(() => open({ ...key, subject: 'resident-b' }, 'name', sealed)).toThrow();
    const other = await createKey('resident-b');
    expect(() => open(other.key, 'name', sealed)).toThrow();
    await expect(unwrap('resident-b', wrapped)).rejects.toThrow();
    expect(open(await unwrap('resident-a', wrapped), 'name', sealed)).toBe('x');
  });

  test('the same value never looks the same twice', () => {
    const seen = Array.from({ length: 100 }, () => Buffer.from(seal(key, 'f', 'x')).toString('hex'));
    expect(new Set(seen).size).toBe(100);
  });
});

test('a digest does not depend on the order of keys, but on subject and value', async () => {
  const { key: other } = await createKey('resident-b');
  expect(digest(key, { a: 1, b: { c: 2, d: undefined } })).toBe(digest(key, { b: { c: 2 }, a: 1 }));
  expect(digest(key, { a: 1 })).not.toBe(digest(key, { a: 2 }));
  expect(digest(key, { a: 1 })).not.toBe(digest(other, { a: 1 }));
  expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: '𠮷' })).toBe('{"a":"𠮷","b":[{"x":2,"y":1}]}');
});

test('the blind index is the same for the same value of the same kind', async () => {
  expect(await indexesOf('a', 'x')).toEqual(await indexesOf('a', 'x'));
  expect(await indexesOf('a', 'x')).not.toEqual(await indexesOf('b', 'x'));
  expect(await indexesOf('a', 'x')).not.toEqual(await indexesOf('a', 'y'));
});

describe('residents', () => {
  const fields = {
    name: '演示𠮷㛃·阿依',
    idCard: '320613199202290019',
    phone: '19900000001',
    address: { regionCode: community, detail: '演示路1号' },
  };
  const particulars = { communityCode: community, tags: ['elderly-80'], verified: true, openedAt: now };

  test('one file for one ID number, however many try at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => openFile({ id: `r-${n}`, ...particulars, fields })),
    );
    const opened = results.flatMap((result) => ('opened' in result ? [result.opened] : []));
    expect(opened).toHaveLength(1);
    for (const result of results) expect(Object.values(result)).toEqual(opened);
    expect(await findByIdCard(' ３20613199202290019 ')).toBe(opened[0]);
    expect(await findByIdCard('320613195001010018')).toBeUndefined();

    const file = await resident(opened[0] ?? '');
    if (!file) throw new Error('no file');
    expect(await openFields(file)).toEqual(fields);
    const spoiled = { ...file, sealed: { ...file.sealed, name: file.sealed.phone ?? new Uint8Array() } };
    await expect(openFields(spoiled)).rejects.toThrow();
  });

  test('nothing personal lies in the clear in the files of the engines', () => {
    const content = readdirSync(engines.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('');
    expect(content).toContain('elderly-80');
    for (const secret of [fields.idCard, fields.phone, '演示路1号', '演示𠮷'])
      expect(content).not.toContain(Buffer.from(secret).toString('latin1'));
  });
});
