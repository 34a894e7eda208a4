/** Following a request without signing in: what its receipt opens, and that nothing else opens it. */
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limits } from '../../contract/limits.ts';
import { referenceOf, secretOf } from '../../domain/ids.ts';
import { trackingSecretOf } from '../../store/receipts.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, inTurns, type Ticket } from './client.ts';
import { inHand } from './steps.ts';
import { storyOf } from './stories.ts';
import { requestOf } from './travel.ts';

type Receipt = Ticket & { trackingSecret?: string };
type Progress = {
  state: string;
  holder: { kind: string; zh: string } | null;
  promisedAt: string;
  dates: { type: string }[];
};

let system: LocalSystem;
let api: Client;
let request: Record<string, unknown>;
let receipt: Receipt & { trackingSecret: string };
const key = 'the-same-filing-again';

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  request = await requestOf(api, { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' });
  const { body } = await api.file('resident-chen', request, key);
  receipt = body as typeof receipt;
});
afterAll(() => system.stop());

const track = (reference: string, secret: unknown, ask: Parameters<Client['call']>[2] = {}) =>
  api.call<Progress>('POST', '/track', { body: { reference, secret }, ...ask });
const anySecret = (fill: number) => secretOf(new Uint8Array(32).fill(fill));

describe('the receipt', () => {
  test('carries the secret; the same filing again, and every later look, carry the same', async () => {
    expect(receipt.trackingSecret).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{12}$/);
    const again = (await api.file('resident-chen', request, key)).body as Receipt;
    expect(again.trackingSecret).toBe(receipt.trackingSecret);
    expect(await api.ticket(receipt.id, 'resident-chen')).toMatchObject({ trackingSecret: receipt.trackingSecret });
  });

  test('of a clerk who files for somebody has it, to hand it over; whoever works on it later has not', async () => {
    const { resident: _, ...story } = { ...storyOf('civil-affairs') };
    const { body } = await api.file('clerk-lin', await requestOf(api, { ...story, resident: 'resident-shen' }));
    expect(body).toHaveProperty('trackingSecret');
    expect(await api.ticket(body.id, 'clerk-lin')).not.toHaveProperty('trackingSecret');
    expect((await track(body.reference, (body as Receipt).trackingSecret)).status).toBe(200);
  });
});

describe('tracking', () => {
  test('tells state, office and dates to anybody who has both, however they type them', async () => {
    const { reference, trackingSecret } = receipt;
    const typed =
      ` ${trackingSecret.slice(0, 4)}-${trackingSecret.slice(4, 8)} ${trackingSecret.slice(8)}`.toLowerCase();
    const { status, body, headers } = await track(reference.toLowerCase(), typed);
    expect({ status, kept: headers.get('cache-control') }).toEqual({ status: 200, kept: 'no-store' });
    expect(body).toMatchObject({
      reference,
      state: 'submitted',
      promisedAt: receipt.promisedAt,
      holder: { kind: 'station', zh: expect.stringContaining('德民社区') },
      dates: [{ type: 'Submitted' }],
    });
    expect(Object.keys(body).sort()).toEqual(
      [
        'dates',
        'filedAt',
        'holder',
        'latest',
        'promisedAt',
        'provisional',
        'reference',
        'state',
        'stateName',
        'suspended',
      ].sort(),
    );
  });

  test('follows it from desk to desk, and names no person', async () => {
    const { id, office, reference } = await inHand(api, 'resident-chen', 'residence-registration');
    const { trackingSecret } = (await api.ticket(id, 'resident-chen')) as Receipt;
    const { body } = await track(reference, trackingSecret);
    expect(body).toMatchObject({ state: 'in-progress', holder: { kind: 'office' } });
    expect(body.dates.map(({ type }) => type)).toEqual(['Submitted', 'Accepted', 'Routed', 'Signed']);
    expect(JSON.stringify(body)).not.toContain(office.staff);
    expect(JSON.stringify(body)).not.toContain('resident');
  });

  test('a token changes nothing: staff see no more by it than a stranger', async () => {
    const bare = await track(receipt.reference, receipt.trackingSecret);
    expect((await track(receipt.reference, receipt.trackingSecret, { as: 'clerk-lin' })).body).toEqual(bare.body);
  });
});

describe('without the receipt', () => {
  /** What is told, without the number of the reply. */
  const said = async (reference: string, secret: string) => {
    const { status, body, headers } = await track(reference, secret);
    const { requestId: _, ...problem } = body as unknown as Record<string, unknown>;
    return { status, problem, headers: [...headers.keys()].sort() };
  };

  test('no reference, a wrong code, another’s code and a confidential request get the very same answer', async () => {
    const nobodys = await said(referenceOf(new Uint8Array(7).fill(5)), anySecret(1));
    expect(nobodys).toMatchObject({ status: 404, problem: { type: '/problems/not-found' } });
    expect(await said(receipt.reference, anySecret(2))).toEqual(nobodys);

    const story = { ...storyOf('civil-affairs'), resident: 'resident-shen' };
    const sealed = (await api.file('clerk-lin', { ...(await requestOf(api, story)), restricted: true })).body;
    expect(sealed).not.toHaveProperty('trackingSecret');
    expect(await said(sealed.reference, receipt.trackingSecret)).toEqual(nobodys);
    // The one that it would have, if it had one.
    Object.assign(process.env, system.system.environment);
    const itsOwn = (await trackingSecretOf({ id: sealed.id, restricted: false })) ?? '';
    expect(await said(sealed.reference, itsOwn)).toEqual(nobodys);
    // It is made as the others are.
    expect(await trackingSecretOf({ id: receipt.id, restricted: false })).toBe(receipt.trackingSecret);
  });

  test('a typing error is named without repeating what was typed', async () => {
    const wrong = receipt.trackingSecret.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));
    const reply = await track(receipt.reference, wrong);
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'secret' }] } });
    expect(JSON.stringify(reply.body)).not.toContain(wrong);
    expect(await track('AKDT9FWX', anySecret(1))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'reference' }] },
    });
  });

  test('the secret in an address is no way in', async () => {
    const { reference, trackingSecret } = receipt;
    expect((await fetch(`${system.url}/track?reference=${reference}&secret=${trackingSecret}`)).status).toBe(404);
  });

  test('guessing ends: for the network that guesses, and for the reference that is guessed at', async () => {
    // So that the hour does not end under the test.
    await api.advance(`PT${61 - Number((await api.now()).slice(14, 16))}M`);
    const { perHour } = limits.tracking;
    const { reference, trackingSecret } = receipt;
    const tried = await inTurns(perHour, (i) => track(reference, anySecret(i % 256)));
    expect(new Set(tried.map(({ status }) => status))).toEqual(new Set([404]));

    const over = await track(reference, trackingSecret);
    expect(over).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    // From elsewhere: the reference is spent, another one is not.
    expect(await trackFrom('127.0.0.2', reference, trackingSecret)).toBe(429);
    expect(await trackFrom('127.0.0.2', referenceOf(new Uint8Array(7).fill(6)), anySecret(1))).toBe(404);
    // Signed in, the resident goes on reading.
    expect((await api.ticket(receipt.id, 'resident-chen')).state).toBe('submitted');
  });
});

/** The status of the reply to somebody at another address. */
const trackFrom = (localAddress: string, reference: string, secret: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', localAddress, headers: { 'content-type': 'application/json' } };
    const asking = httpRequest(`${system.url}/track`, options, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    asking.on('error', reject);
    asking.end(JSON.stringify({ reference, secret }));
  });
