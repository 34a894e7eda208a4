/** What staff see of personal values before they say why they need them. */
import { describe, expect, test } from '@jest/globals';
import type { Field } from '../../domain/field.ts';
import { isPersonal, maskAddress, maskForm, maskName, maskPhone } from '../../domain/masking.ts';

test.each([
  ['欧阳娜娜', '欧***'],
  ['李芳', '李*'],
  ['李', '李*'],
  ['𠮷野', '𠮷*'],
  ['', '*'],
])('of the name %s there is %s', (name, masked) => expect(maskName(name)).toBe(masked));

test.each([
  ['13900001234', '139****1234'],
  ['51388888', '513*8888'],
  ['8888888', '*****88'],
  ['110', '*10'],
  ['1', '1'],
])('of the number %s there is %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

test('of an address there is the region', () => {
  expect(maskAddress({ regionCode: '320613001001', detail: '城东路8号' })).toEqual({
    regionCode: '320613001001',
    detail: '***',
  });
});

describe('a form', () => {
  const field = (id: string, type: Field['type'], sensitive?: true) => ({ id, type, sensitive }) as unknown as Field;

  test('personal are ID cards, phones, addresses and what the item says is', () => {
    for (const type of ['idcard', 'phone', 'address'] as const) expect(isPersonal({ type })).toBe(true);
    expect(isPersonal({ type: 'text', sensitive: true })).toBe(true);
    for (const type of ['text', 'number', 'date', 'select'] as const) expect(isPersonal({ type })).toBe(false);
  });

  test('each answer is masked as its field says, the others stay; what no field describes is masked whole', () => {
    const fields = [
      field('id', 'idcard'),
      field('phone', 'phone'),
      field('home', 'address'),
      field('account', 'text', true),
      field('rare', 'text', true),
      field('income', 'number', true),
      field('people', 'list' as Field['type'], true),
      field('reason', 'text'),
    ];
    const answers = {
      id: '11010519491231002X',
      phone: '13900001234',
      home: { regionCode: '320613001001', detail: '城东路8号' },
      account: '6222000011112222',
      rare: '𠮷野家',
      income: 1234,
      people: ['李芳'],
      reason: '工作',
      unknown: '谁',
    };
    expect(maskForm(fields, answers)).toEqual({
      id: '110***********002X',
      phone: '139****1234',
      home: { regionCode: '320613001001', detail: '***' },
      account: '************2222',
      rare: '𠮷野家',
      income: '***',
      people: '***',
      reason: '工作',
      unknown: '***',
    });
  });
});
