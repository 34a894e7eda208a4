/** Requests of some residents at the station of 德民社区, for the board to have something to show. */
import type { Client, Ticket } from '../journey/client.ts';

export const community = '320613001001';
export const station = `station-${community}`;

/** 流动人口居住登记, which the station accepts and passes on. */
export const fileRegistration = async (api: Client, as: string): Promise<Ticket> => {
  const localAddress = { regionCode: community, detail: '城东路 8 号 2 幢 301 室' };
  const form = { localAddress, moveInDate: '2026-10-01', reason: 'work', housing: 'rent' };
  return (await api.file(as, { itemId: 'residence-registration', communityCode: community, form })).body;
};

/** 社区(村)证明出具, which the station does on the spot. */
export const fileCertificate = async (api: Client, as: string): Promise<Ticket> => {
  const form = { kind: 'live', recipient: '城东小学', purpose: '孩子入学' };
  return (await api.file(as, { itemId: 'community-certificate', communityCode: community, form })).body;
};
