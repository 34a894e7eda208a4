/** Ratings of people who do not sign in: by the code of their notice, on a screen at the counter, on the telephone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limits } from '../../contract/limits.ts';
import { referenceOf, secretOf } from '../../domain/ids.ts';
import { counterCodeOf, ratingSecretOf } from '../../store/receipts.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, inTurns, type Performance, type Ticket, until } from './client.ts';
import { told } from './steps.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

type Notice = { reference: string; zh: string; ratingSecret?: string };
type Receipt = Ticket & { trackingSecret: string };
type Screen = Ticket & { ratingScreen?: { code: string; endsAt: string } };

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const community = '320613001001';
const noticesOf = async (resident: string) =>
  (await api.get<{ notices: Notice[] }>('/notices?limit=100', resident)).body.notices;
const rate = (reference: string, secret: string, body: object = { level: 4 }) =>
  api.call('POST', '/ratings', { body: { reference, secret, ...body } });

/** A question that clerk-lin has answered: nobody else had a part in it. */
const answered = async (resident = 'resident-chen', more: object = {}): Promise<Receipt> => {
  const story = { ...storyOf('education'), itemId: 'policy-consultation', resident, filer: resident };
  const request = await requestOf(api, story);
  const anonymous = 'anonymous' in more;
  const form = Object.entries(request['form'] as object).filter(([id]) => !/^(applyAs|applicant|residence)/.test(id));
  const body = { ...request, ...(anonymous ? { form: Object.fromEntries(form) } : {}), ...more };
  const receipt = (await api.file(resident, body)).body as Receipt;
  await onBoard(api, receipt.id, resident);
  await api.act('clerk-lin', receipt.id, 'resolve', { outcome: 'answered', answer: '演示答复' });
  return receipt;
};

/** The code that the resident's own message brings, when it is done. */
const codeFor = (resident: string, reference: string): Promise<string> =>
  until(
    `a rating code for ${reference}`,
    async () =>
      (await noticesOf(resident)).find((each) => each.reference === reference && each.ratingSecret)?.ratingSecret,
  );

const ratedEvent = async (id: string) =>
  (await api.events(id, 'resident-chen')).find(({ type }) => type === 'Rated')?.data;

describe('by the code of the notice', () => {
  let receipt: Receipt;
  let secret: string;

  test('rates once, without signing in; a bad rating takes its way, and the resident is told that somebody rated', async () => {
    receipt = await answered();
    secret = await codeFor('resident-chen', receipt.reference);
    const rated = await rate(receipt.reference, secret.toLowerCase(), {
      level: 2,
      reasons: ['slow'],
      text: '等了很久',
    });
    expect(rated).toMatchObject({ status: 200, body: { level: 2, next: { zh: expect.stringContaining('核实') } } });
    expect(await api.ticket(receipt.id, 'resident-chen')).toMatchObject({ state: 'rectifying', rating: { level: 2 } });
    expect(await ratedEvent(receipt.id)).toMatchObject({ level: 2, mode: 'link', reasons: ['slow'] });
    await told(api, 'resident-chen', receipt.reference, '方式：评价链接');
    // What was written is sealed, and read by whoever reviews it.
    const words = (await api.events(receipt.id, 'supervisor-street')).find(({ type }) => type === 'Rated')?.words;
    expect(words).toEqual({ text: '等了很久' });
  });

  test('a second time it says so, and changes nothing', async () => {
    const again = await rate(receipt.reference, secret, { level: 5 });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/wrong-state', detail: '已经评价过。' } });
    expect(await api.ticket(receipt.id, 'resident-chen')).toMatchObject({ rating: { level: 2 } });
  });

  test('nothing else rates: no reference, a wrong code, the tracking code, an older code, a confidential request', async () => {
    const said = async (reference: string, secret: string) => {
      const { status, body } = await rate(reference, secret);
      const { requestId: _, ...problem } = body;
      return { status, problem };
    };
    const other = await answered();
    const nobodys = await said(referenceOf(new Uint8Array(7).fill(5)), secretOf(new Uint8Array(32).fill(1)));
    expect(nobodys).toMatchObject({ status: 404, problem: { type: '/problems/not-found' } });
    expect(await said(other.reference, secretOf(new Uint8Array(32).fill(2)))).toEqual(nobodys);
    // A clerk who files for somebody holds the tracking code, so it must not rate.
    expect(await said(other.reference, other.trackingSecret)).toEqual(nobodys);
    expect(await said(other.reference, secret)).toEqual(nobodys);

    const older = await codeFor('resident-chen', other.reference);
    await api.act('resident-chen', other.id, 'request-reopen', { reason: '没有解决' });
    await api.act('supervisor-street', other.id, 'approve-reopen');
    await onBoard(api, other.id, 'resident-chen');
    await api.act('clerk-lin', other.id, 'resolve', { outcome: 'answered', answer: '再答复' });
    expect(await said(other.reference, older)).toEqual(nobodys);

    const story = { ...storyOf('education'), itemId: 'policy-consultation', resident: 'resident-shen' };
    const sealed = (
      await api.file('clerk-lin', {
        ...(await requestOf(api, { ...story, channel: 'counter', filer: 'clerk-lin' })),
        restricted: true,
      })
    ).body;
    await onBoard(api, sealed.id, 'clerk-lin');
    await api.act('clerk-lin', sealed.id, 'resolve', { outcome: 'answered', answer: '演示答复' });
    await told(api, 'resident-shen', sealed.reference, '已办结');
    expect((await noticesOf('resident-shen')).filter(({ ratingSecret }) => ratingSecret)).toEqual([]);
    // Those that it would have, if it had any.
    Object.assign(process.env, system.system.environment);
    expect(await said(sealed.reference, await ratingSecretOf({ id: sealed.id, generation: 1 }))).toEqual(nobodys);
    expect(await said(sealed.reference, await counterCodeOf({ id: sealed.id, generation: 1 }, 0))).toEqual(nobodys);
    expect(await ratingSecretOf({ id: receipt.id, generation: 1 })).toBe(secret);
  });

  test('before it is done the code that it will have rates nothing', async () => {
    const { id, reference } = (
      await api.file(
        'resident-chen',
        await requestOf(api, { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' }),
      )
    ).body;
    expect(await rate(reference, await ratingSecretOf({ id, generation: 1 }))).toMatchObject({
      status: 409,
      body: { type: '/problems/wrong-state' },
    });
  });

  test('there is no default, no sixth level, and nobody is answered for', async () => {
    const { reference } = await answered();
    const code = await codeFor('resident-chen', reference);
    for (const body of [{}, { level: 0 }, { level: 6 }, { level: 3.5 }, { level: null }, { level: 5, mode: 'app' }])
      expect((await rate(reference, code, body)).status).toBe(422);
    const rivals = await Promise.all(
      Array.from({ length: 8 }, (_, i) => rate(reference, code, { level: 3 + (i % 3) })),
    );
    expect(rivals.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(rivals.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});

describe('on a screen at the counter', () => {
  test('a colleague opens it, the visitor presses, and the opener is known to those who oversee, not to the resident', async () => {
    const { id, reference } = await answered();
    const { version } = await api.ticket(id, 'clerk-sun');
    expect(
      await api.call('POST', `/tickets/${id}/open-rating`, { as: 'clerk-lin', body: {}, ifMatch: version }),
    ).toMatchObject({ status: 403 });
    const opened = (await api.act('clerk-sun', id, 'open-rating')).body as Screen;
    const code = opened.ratingScreen?.code ?? '';
    expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{12}$/);
    // Nobody but the opener has it.
    for (const who of ['clerk-lin', 'resident-chen', 'supervisor-street'])
      expect(await api.ticket(id, who)).not.toHaveProperty('ratingScreen');
    // Opening a new one ends the one before.
    const second = ((await api.act('clerk-sun', id, 'open-rating')).body as Screen).ratingScreen?.code ?? '';
    expect(second).not.toBe(code);
    expect((await rate(reference, code)).status).toBe(404);
    expect(await rate(reference, second, { level: 5 })).toMatchObject({ status: 200 });
    expect(await ratedEvent(id)).toMatchObject({ mode: 'counter' });
    expect(JSON.stringify(await api.events(id, 'resident-chen'))).not.toContain('clerk-sun');
    const seen = (await api.events(id, 'supervisor-street')).find(({ type }) => type === 'Rated')?.data;
    expect(seen).toMatchObject({ mode: 'counter', openedBy: 'clerk-sun' });
    expect(await api.ticket(id, 'clerk-sun')).not.toHaveProperty('ratingScreen');
    await told(api, 'resident-chen', reference, '方式：窗口现场');
  });

  test('after ten minutes nobody rates on it any more', async () => {
    const { id, reference } = await answered();
    const { ratingScreen } = (await api.act('clerk-sun', id, 'open-rating')).body as Screen;
    await api.advance('PT11M');
    expect(await rate(reference, ratingScreen?.code ?? '')).toMatchObject({
      status: 409,
      body: { type: '/problems/outside-window' },
    });
    expect(await api.ticket(id, 'resident-chen')).toMatchObject({ state: 'resolved' });
  });
});

describe('on the telephone', () => {
  test('whoever had no part in it writes down what was said; not reached is written down, too', async () => {
    const { id, reference } = await answered();
    expect((await api.ticket(id, 'clerk-lin')).actions).not.toContain('rate-by-phone');
    const missed = await api.act('clerk-sun', id, 'rate-by-phone', { reached: false });
    expect(missed.body.state).toBe('resolved');
    const { version } = missed.body;
    const guessed = { as: 'clerk-sun', body: { reached: true }, ifMatch: version };
    expect(await api.call('POST', `/tickets/${id}/rate-by-phone`, guessed)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'level' }] },
    });
    const done = await api.act('clerk-sun', id, 'rate-by-phone', { reached: true, level: 4 });
    expect(done.body.state).toBe('closed');
    expect(await ratedEvent(id)).toMatchObject({ level: 4, mode: 'phone' });
    await told(api, 'resident-chen', reference, '方式：电话回访');
  });
});

describe('those who oversee', () => {
  test('see each way by itself', async () => {
    type Numbers = Performance & { ratedBy: Record<string, { rated: number; satisfied: number }> };
    const { ratedBy } = await until('the ratings to be counted', async () => {
      const { body } = await api.get<Numbers>(`/performance/${community}`, 'supervisor-street');
      return body.satisfaction.rated >= 4 ? body : undefined;
    });
    expect(ratedBy).toEqual({
      app: { rated: 0, satisfied: 0 },
      link: { rated: 2, satisfied: 1 },
      counter: { rated: 1, satisfied: 1 },
      phone: { rated: 1, satisfied: 1 },
    });
  });

  test('are shown when many people rate on one device, and nothing that names it', async () => {
    // Different askers without a name, one phone.
    const asked = await Promise.all(Array.from({ length: 5 }, () => answered('resident-chen', { anonymous: true })));
    for (const { id } of asked) await api.act('resident-chen', id, 'rate', { level: 5 });
    type Patterns = { patterns: { pattern: string; found: { tickets: string[]; cases: number }[] }[] };
    // Ratings are counted a few at a time.
    const found = await until('the pattern, with all of them', async () => {
      const { body } = await api.get<Patterns>(`/performance/${community}/patterns`, 'supervisor-street');
      const devices = body.patterns.find(({ pattern }) => pattern === 'one-device')?.found ?? [];
      return asked.every(({ id }) => devices[0]?.tickets.includes(id)) ? devices : undefined;
    });
    expect(JSON.stringify(found)).not.toMatch(/127\.0\.0\.1|undici|node/);
  });
});

test('guessing ends', async () => {
  await api.advance(`PT${61 - Number((await api.now()).slice(14, 16))}M`);
  const reference = referenceOf(new Uint8Array(7).fill(9));
  const guesses = await inTurns(limits.rating.perHour, (i) =>
    rate(reference, secretOf(new Uint8Array(32).fill(i % 256))),
  );
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([404]));
  expect(await rate(reference, secretOf(new Uint8Array(32).fill(1)))).toMatchObject({ status: 429 });
});
