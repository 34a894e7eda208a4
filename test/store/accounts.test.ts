import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkCharacter } from '../../domain/id-number.ts';
import * as accounts from '../../store/accounts.ts';
import { auditOf, disclosures } from '../../store/audit.ts';
import { listNotices } from '../../store/notices.ts';
import { type NewFile, openFile, resident } from '../../store/people.ts';
import { startEngines } from '../support/engines.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const at = '2026-03-02T10:00:00.000+08:00';
const idNumber = `32061319850505903${checkCharacter('32061319850505903')}`;
const file = (id: string): NewFile => ({
  id,
  communityCode: '320613001001',
  tags: [],
  verified: false,
  openedAt: at,
  fields: { name: '演示甲', idCard: idNumber, phone: '19900000001' },
});
const verification = (account: accounts.Account | undefined, change: Partial<accounts.Verification> = {}) => ({
  idNumber,
  fileId: 'counter-file',
  account,
  replaced: undefined,
  communityCode: '320613001001',
  formerCommunity: '320613001001',
  by: { id: 'clerk', officeId: 'station' },
  actor: { id: 'clerk', role: 'clerk', officeId: 'station' },
  at,
  words: { zh: '已核验', en: 'verified' },
  ...change,
});
const rowsOf = (page: object): unknown[] => ('rows' in page ? (page.rows as unknown[]) : []);
const audited = async () => {
  const kinds = [];
  for await (const { kind } of auditOf('2026-03-02')) kinds.push(kind);
  return kinds;
};
const traces = async () => ({
  audit: await audited(),
  seen: rowsOf(await disclosures(['counter-file'], { limit: 10 })).length,
  notices: rowsOf(await listNotices(['counter-file'], { limit: 10 })).length,
});

test('link, audit event and notice are there together, or none of them is', async () => {
  await openFile(file('counter-file'));
  await accounts.register({ id: 'account', code: 'CODE2345' }, file('own-file'));
  const account = await accounts.account('account');

  // Somebody has moved the file meanwhile: the clerk looked at another one.
  expect(await accounts.verify(verification(account, { formerCommunity: '320681100001' }))).toBe('rival');
  expect(await traces()).toEqual({ audit: [], seen: 0, notices: 0 });
  expect(await resident('counter-file')).toMatchObject({ verified: false });

  expect(await accounts.verify(verification(account))).toEqual({ residentId: 'counter-file' });
  expect(await resident('counter-file')).toMatchObject({ verified: true, accountId: 'account' });
  expect(await accounts.account('account')).toMatchObject({ residentId: 'counter-file', earlier: ['own-file'] });
  expect(await traces()).toEqual({ audit: ['verified'], seen: 1, notices: 1 });

  // The same again from an old copy settles nothing, and says nothing.
  expect(await accounts.verify(verification(account))).toBe('rival');
  expect(await traces()).toEqual({ audit: ['verified'], seen: 1, notices: 1 });
});
