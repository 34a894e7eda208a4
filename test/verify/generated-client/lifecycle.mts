/**
 * A request from filing to the rating, through a client generated from docs/openapi.json: its types are checked, then
 * it runs. Copied beside the generated types, see test/verify/contract.ts.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { paths } from './api.ts';

const as = (name: 'RESIDENT' | 'CLERK' | 'OFFICER') =>
  createClient<paths>({
    baseUrl: process.env['API_URL'] ?? '',
    headers: { Authorization: `Bearer ${process.env[name] ?? ''}` },
  });
const [resident, clerk, officer] = [as('RESIDENT'), as('CLERK'), as('OFFICER')];

/** What was answered, or an error with the problem. */
const must = <Data,>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data => {
  if (data === undefined) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data;
};

const filed = must(
  await resident.POST('/tickets', {
    params: { header: { 'Idempotency-Key': randomUUID() } },
    body: {
      itemId: 'residence-registration',
      communityCode: '320613001001',
      form: {
        localAddress: { regionCode: '320613001001', detail: '城东路8号' },
        moveInDate: '2026-10-01',
        reason: 'work',
        housing: 'rent',
      },
    },
  }),
);
const { id } = filed;
const path = { id };

/** The newest version once the request is in this state and on the board of the office. */
const versionIn = async (state: string, office: string, reader: typeof clerk): Promise<string> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const ticket = must(await resident.GET('/tickets/{id}', { params: { path } }));
    const board = must(
      await reader.GET('/boards/{officeId}', { params: { path: { officeId: office }, query: { limit: 100 } } }),
    );
    if (ticket.state === state && board.tickets.some((each) => each.id === id)) return `"${ticket.version}"`;
    await sleep(100);
  }
  throw new Error(`${id} never came to be ${state} at ${office}`);
};

const atStation = await versionIn('submitted', 'station-320613001001', clerk);
must(
  await clerk.POST('/tickets/{id}/accept', {
    params: { path, header: { 'If-Match': atStation } },
    body: {},
  }),
);
const atOffice = await versionIn('routed', 'police-320613001', officer);
const signed = must(
  await officer.POST('/tickets/{id}/sign', { params: { path, header: { 'If-Match': atOffice } }, body: {} }),
);
must(
  await officer.POST('/tickets/{id}/resolve', {
    params: { path, header: { 'If-Match': `"${signed.version}"` } },
    body: { outcome: 'granted', answer: '已登记。' },
  }),
);
const rated = must(await resident.POST('/tickets/{id}/rate', { params: { path }, body: { level: 5 } }));
const refused = await clerk.POST('/tickets/{id}/accept', {
  params: { path, header: { 'If-Match': '"1"' } },
  body: {},
});
if (refused.response.status !== 412 || !refused.error || !('type' in refused.error))
  throw new Error(`an old version is refused as a problem, not ${refused.response.status}`);
console.log(`generated client: ${filed.reference} filed, accepted, signed, resolved, rated: ${rated.state}`);
