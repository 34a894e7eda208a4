/** Changing a resident's file: what finds it follows, and nothing is changed under an old key or an old value. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeWrites } from '../../store/file-changes.ts';
import * as people from '../../store/people.ts';
import { transact } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';
import { newId, now } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const communityCode = '320602001001';
const address = (detail: string) => ({ regionCode: communityCode, detail });
const opened = async (fields: people.PersonalFields, more: object = {}): Promise<people.ResidentFile> => {
  const id = newId();
  await people.openFile({ id, communityCode, tags: [], verified: true, fields, openedAt: now, ...more });
  const file = await people.resident(id);
  if (!file) throw new Error('no file');
  return file;
};
const change = async (file: people.ResidentFile, fields: people.PersonalFields) =>
  (await transact(await changeWrites(file, fields))).written;
const fieldsOf = async (id: string) => {
  const file = await people.resident(id);
  return file && people.openFields(file);
};

test('a new telephone number finds it, the old one no longer', async () => {
  const { id, ...file } = await opened({ name: '陈', phone: '13900010001' });
  expect(await change({ id, ...file }, { phone: '13900010002', bankAccount: '6222000000000001' })).toBe(true);
  expect(await fieldsOf(id)).toEqual({ name: '陈', phone: '13900010002', bankAccount: '6222000000000001' });
  expect(await people.findByPhone('13900010001')).not.toContain(id);
  expect(await people.findByPhone('13900010002')).toEqual([id]);
});

test('the same number written otherwise stays', async () => {
  const { id, ...file } = await opened({ phone: '13900010003' });
  expect(await change({ id, ...file }, { phone: '139 0001 0003' })).toBe(true);
  expect(await people.findByPhone('13900010003')).toEqual([id]);
});

test('who registered and is not verified is found by no number that they say is theirs', async () => {
  const { id, ...file } = await opened({ name: '陈' }, { verified: false, accountId: newId() });
  expect(await change({ id, ...file }, { phone: '13900010004' })).toBe(true);
  expect(await fieldsOf(id)).toMatchObject({ phone: '13900010004' });
  expect(await people.findByPhone('13900010004')).toEqual([]);
});

test('with the address goes the household', async () => {
  const [one, other] = [await opened({ address: address('甲路1号') }), await opened({ address: address('乙路2号') })];
  expect(one.household).not.toBe(other.household);
  expect(await change(one, { address: address('乙路2号') })).toBe(true);
  expect((await people.resident(one.id))?.household).toBe(other.household);
});

test('what somebody else changed meanwhile is not written over', async () => {
  const file = await opened({ phone: '13900010005' });
  expect(await change(file, { bankAccount: '6222000000000001' })).toBe(true);
  expect(await change(file, { bankAccount: '6222000000000002' })).toBe(false);
  expect(await change({ ...file, wrappedKey: new Uint8Array(file.wrappedKey) }, { name: '陈' })).toBe(true);
  expect(await fieldsOf(file.id)).toMatchObject({ bankAccount: '6222000000000001', name: '陈' });
});
