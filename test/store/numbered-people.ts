/** Residents by number, for tests that need many: pairs share a phone, three share a household. */
import { checkCharacter } from '../../domain/id-number.ts';
import { community, now } from './factories.ts';

export const idNumberOf = (n: number): string => {
  const body = `320613${1950 + (n % 50)}0505${String(n % 1000).padStart(3, '0')}`;
  return body + checkCharacter(body);
};

export const personOf = (n: number, id = `resident-${n}`) => ({
  id,
  communityCode: community,
  tags: [],
  verified: true,
  openedAt: now,
  fields: {
    name: `演示${n}`,
    idCard: idNumberOf(n),
    phone: `199${String(n >> 1).padStart(8, '0')}`,
    address: { regionCode: community, detail: `演示路${Math.floor(n / 3)}号` },
  },
});
