/**
 * Planted values that nobody could mistake travel through a whole story, good and bad input alike. Afterwards everything
 * that the system printed, stored, queued, counted or answered with is searched: they are nowhere but sealed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkCharacter } from '../../domain/id-number.ts';
import { ratingSecretOf } from '../../store/receipts.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Performance, type Ticket, until } from './client.ts';
import { storyOf } from './stories.ts';
import { inState } from './steps.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const digits = '34019919880808772';
const planted = {
  name: '欧阳𠮷祥龘',
  idCard: digits + checkCharacter(digits),
  phone: '19987654321',
  address: '银杏里7栋2单元909室',
  words: '我家里的情况只能悄悄说QXZ',
  reason: '核对丈夫名下房产ZXQ',
  answer: '补发到女儿处XQZ',
  badPhone: '1998765432x',
};

/** Replies that were not meant for whoever may read the values. */
const answers: string[] = [];
const bad = async (method: string, path: string, ask: Parameters<Client['call']>[2]) => {
  const { status, body, headers } = await api.call(method, path, ask);
  expect(status).toBeGreaterThanOrEqual(400);
  answers.push(JSON.stringify([body, [...headers]]));
};

/** UTF-8, the JSON escapes of it, base64 at each of its three phases, and percent signs. */
const forms = (value: string): Buffer[] => {
  const bytes = Buffer.from(value);
  const phases = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Without what the neighbours' bits decide.
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
  });
  const escaped = [...value].flatMap((each) =>
    Array.from({ length: each.length }, (_, i) => `\\u${each.charCodeAt(i).toString(16).padStart(4, '0')}`),
  );
  return [value, encodeURIComponent(value), escaped.join(''), ...phases].map((text) => Buffer.from(text));
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

test('nothing personal is printed, stored in the clear, queued, counted or told in an error', async () => {
  const request = await requestOf(api, { ...storyOf('civil-affairs'), itemId: 'old-age-allowance' });
  const form = {
    ...(request['form'] as Record<string, unknown>),
    applicantName: planted.name,
    applicantIdCard: planted.idCard,
    applicantPhone: planted.phone,
    residenceAddress: { regionCode: '320613001001', detail: planted.address },
  };
  const { residentId: _nobodyYet, ...filing } = request;
  const filed = await api.call<Ticket>('POST', '/tickets', {
    as: 'clerk-lin',
    key: 'planted-one',
    body: { ...filing, form },
  });
  expect({ status: filed.status, errors: filed.body }).toMatchObject({ status: 201 });
  const { id } = filed.body;

  // What opens its progress is told once, to whoever files, and lies nowhere.
  const { reference, trackingSecret } = filed.body as Ticket & { trackingSecret: string };
  await api.must('POST', '/track', { body: { reference, secret: trackingSecret } });
  await bad('POST', '/track', { body: { reference, secret: `${trackingSecret}A` } });
  await bad('POST', '/track', { body: { reference: 'KDT9FWRA', secret: trackingSecret } });

  // What is wrong is named without being repeated.
  const wrong = { ...filing, form: { ...form, applicantPhone: planted.badPhone, applicantIdCard: `${digits}0` } };
  await bad('POST', '/tickets', { as: 'clerk-lin', key: 'planted-two', body: wrong });
  await bad('POST', '/tickets', {
    as: 'clerk-lin',
    key: 'planted-three',
    body: { ...filing, form, [planted.name]: 1 },
  });
  await bad('POST', '/tickets', { as: 'clerk-lin', key: 'planted-four', body: `{"form": "${planted.words}` });
  await bad('POST', `/tickets/${id}/note`, { as: 'resident-liu', body: { text: planted.words } });
  await bad('POST', '/residents/search', { as: 'resident-liu', body: { by: 'id-card', value: planted.idCard } });

  await onBoard(api, id, 'clerk-lin');
  await api.act('clerk-lin', id, 'note', { text: planted.words });
  await api.must('POST', '/residents/search', { as: 'clerk-lin', body: { by: 'id-card', value: planted.idCard } });
  await api.must('POST', '/residents/search', { as: 'clerk-lin', body: { by: 'phone', value: planted.phone } });
  await api.must('POST', `/tickets/${id}/personal-data`, {
    as: 'clerk-lin',
    body: { fields: ['applicantIdCard'], purpose: 'decision', reason: planted.reason },
  });
  await api.act('clerk-lin', id, 'accept', { note: planted.words });
  await inState(api, id, 'clerk-lin', 'routed');
  const { staff } = await onBoard(api, id, 'clerk-lin');
  await api.act(staff, id, 'sign');
  await api.act(staff, id, 'ask-resident', { question: planted.words });
  await api.act('clerk-lin', id, 'answer', { answer: planted.answer });
  await api.act(staff, id, 'resolve', {
    outcome: 'denied',
    answer: planted.words,
    legalBasis: planted.reason,
    appealPath: planted.answer,
  });
  Object.assign(process.env, system.system.environment);
  const ratingSecret = await ratingSecretOf({ id, generation: 1 });
  await bad('POST', '/ratings', { body: { reference, secret: ratingSecret, level: 9, text: planted.words } });
  await api.must('POST', '/ratings', { body: { reference, secret: ratingSecret, level: 1, text: planted.words } });
  await bad('POST', '/ratings', { body: { reference, secret: ratingSecret, level: 5 } });
  // Only when all of it has gone its way is there something to search.
  await until('everything to be counted', async () => {
    const { body } = await api.get<Performance>('/performance/320613001001', 'supervisor-street');
    return body.satisfaction.rated === 1;
  });
  // The anchors of the hour.
  await system.control('clock', { advance: 'PT2H' });
  await system.stop({ keep: true });

  // What opens its progress and its rating is computed when it is asked for, and never kept.
  const codes = [trackingSecret, ratingSecret];
  const secrets = [...Object.values(planted), ...codes].flatMap((value) =>
    forms(value).map((bytes) => ({ value, bytes })),
  );
  const places = [
    { place: 'output', content: Buffer.from(system.log()) },
    { place: 'replies to what was refused', content: Buffer.from(answers.join('\n')) },
    ...filesBelow(system.dataDir).map((path) => ({ place: path, content: readFileSync(path) })),
  ];
  expect(places.length).toBeGreaterThan(5);
  const found = places.flatMap(({ place, content }) =>
    secrets
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ value, bytes }) => `${place}: ${value} as ${bytes.toString()}`),
  );
  expect(found).toEqual([]);
});
