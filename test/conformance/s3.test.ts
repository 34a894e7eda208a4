/** What uploads and downloads rely on in S3: forms and links that hold for minutes, for one key, and for nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorName, type S3UnderTest, s3UnderTest } from './clients.ts';

const origin = 'https://desk.example';
let under: S3UnderTest;
beforeAll(async () => {
  under = await s3UnderTest(origin);
});
afterAll(() => under.stop());

const file = Buffer.from('%PDF-1.7 演示');
const form = (more: { Key?: string; Expires?: number } = {}): Promise<PresignedPost> =>
  createPresignedPost(under.s3, {
    Bucket: under.bucket,
    Key: more.Key ?? 'incoming/one',
    Expires: more.Expires ?? 60,
    Fields: { 'Content-Type': 'application/pdf' },
    Conditions: [['content-length-range', 1, 100]],
  });

type Changes = { fields?: Record<string, string>; body?: Buffer; headers?: Record<string, string> };
const upload = async (
  { url, fields }: PresignedPost,
  { fields: other = {}, body = file, headers = {} }: Changes = {},
) => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...other })) data.set(name, value);
  data.set('file', new Blob([new Uint8Array(body)]), 'scan.pdf');
  const reply = await fetch(url, { method: 'POST', body: data, headers });
  const text = await reply.text();
  return { status: reply.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1], text, headers: reply.headers };
};
const read = async (Key: string): Promise<string | undefined> => {
  const { Body } = await under.s3.send(new GetObjectCommand({ Bucket: under.bucket, Key }));
  return Body?.transformToString();
};

test('a form uploads one file, twice if need be', async () => {
  const one = await form();
  expect(await upload(one)).toMatchObject({ status: 204 });
  expect(await upload(one)).toMatchObject({ status: 204 });
  expect(await read('incoming/one')).toBe(file.toString());
});

test('a form is over when its time is', async () => {
  const short = await form({ Key: 'incoming/late', Expires: 1 });
  await sleep(2_100);
  const { status, code, text } = await upload(short);
  expect({ status, code }).toEqual({ status: 403, code: 'AccessDenied' });
  expect(text).toContain('Policy expired');
  expect(await errorName(read('incoming/late'))).not.toBe('none');
});

/** A longer life for the same signature. */
const prolonged = (policy: string): string => {
  const written = JSON.parse(Buffer.from(policy, 'base64').toString());
  return Buffer.from(JSON.stringify({ ...written, expiration: '2099-01-01T00:00:00Z' })).toString('base64');
};

test.each([
  { what: 'another key', changes: { fields: { key: 'checked/one' } }, status: 403, code: 'AccessDenied' },
  { what: 'another type', changes: { fields: { 'Content-Type': 'text/html' } }, status: 403, code: 'AccessDenied' },
  {
    what: 'a field that was not allowed',
    changes: { fields: { acl: 'public-read' } },
    status: 403,
    code: 'AccessDenied',
  },
  { what: 'too large a file', changes: { body: Buffer.alloc(101) }, status: 400, code: 'EntityTooLarge' },
  { what: 'an empty file', changes: { body: Buffer.alloc(0) }, status: 400, code: 'EntityTooSmall' },
  {
    what: 'another signature',
    changes: { fields: { 'X-Amz-Signature': '0'.repeat(64) } },
    status: 403,
    code: 'SignatureDoesNotMatch',
  },
])('a form refuses $what', async ({ changes, status, code }) => {
  const reply = await upload(await form(), changes as Changes);
  expect({ status: reply.status, code: reply.code }).toEqual({ status, code });
});

test('a policy that was changed, and one of somebody else, are refused', async () => {
  const one = await form();
  const longer = await upload(one, { fields: { Policy: prolonged(one.fields['Policy'] ?? '') } });
  expect(longer.code).toBe('SignatureDoesNotMatch');
  const stranger = new S3Client({
    region: 'us-east-1',
    endpoint: new URL(one.url).origin,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
  });
  const theirs = await createPresignedPost(stranger, { Bucket: under.bucket, Key: 'incoming/one' });
  expect((await upload(theirs)).code).toBe('InvalidAccessKeyId');
  stranger.destroy();
});

test('pages of another origin are not let in', async () => {
  const { url } = await form();
  const ask = (from: string) =>
    fetch(url, { method: 'OPTIONS', headers: { origin: from, 'access-control-request-method': 'POST' } });
  const [ours, foreign] = [await ask(origin), await ask('https://evil.example')];
  expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  const answered = await upload(await form(), { headers: { origin: 'https://evil.example' } });
  expect(answered.headers.get('access-control-allow-origin')).toBeNull();
  const read = await upload(await form(), { headers: { origin } });
  expect(read.headers.get('access-control-allow-origin')).toBe(origin);
});

const link = (Key: string, expiresIn: number): Promise<string> =>
  getSignedUrl(
    under.s3,
    new GetObjectCommand({
      Bucket: under.bucket,
      Key,
      ResponseContentType: 'application/pdf',
      ResponseContentDisposition: 'attachment; filename="paper.pdf"',
    }),
    { expiresIn },
  );

test('a link reads one object, under the headers that it says', async () => {
  const Key = '已核 (1)/a+b.pdf';
  await under.s3.send(new PutObjectCommand({ Bucket: under.bucket, Key, Body: file, ContentType: 'text/html' }));
  const reply = await fetch(await link(Key, 60));
  expect(await reply.text()).toBe(file.toString());
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="paper.pdf"');
});

test('a link is refused after its time, for another object, with other headers, and without a signature', async () => {
  await under.s3.send(new PutObjectCommand({ Bucket: under.bucket, Key: 'checked/a', Body: file }));
  await under.s3.send(new PutObjectCommand({ Bucket: under.bucket, Key: 'checked/b', Body: file }));
  const [short, good] = [await link('checked/a', 1), await link('checked/a', 60)];
  const status = async (url: string) => (await fetch(url)).status;
  expect(await status(good.replace('checked/a', 'checked/b'))).toBe(403);
  expect(await status(good.replace('application%2Fpdf', 'text%2Fhtml'))).toBe(403);
  expect(await status(good.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).toBe(403);
  expect(await status(good.split('?')[0] ?? '')).toBe(403);
  await sleep(2_100);
  const late = await fetch(short);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
});

test('what nobody signed is refused', async () => {
  const { url } = await form();
  const base = url.replace(/\/$/, '');
  const status = async (path: string, init: RequestInit = {}) => (await fetch(base + path, init)).status;
  expect(await status('')).toBe(403);
  expect(await status('/checked/x', { method: 'PUT', body: 'x' })).toBe(403);
  expect(await status('/checked/x', { method: 'DELETE' })).toBe(403);
  const data = new FormData();
  data.set('key', 'incoming/x');
  data.set('file', new Blob(['x']));
  expect(await status('', { method: 'POST', body: data })).toBe(403);
});

test('every version below a prefix is listed and deleted, and then nothing is there, whether the bucket keeps versions or not', async () => {
  const { s3, bucket: Bucket } = under;
  for (const Key of ['checked/gone-1', 'checked/gone-2', 'checked/stays-1'])
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: file, ContentType: 'application/pdf' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'checked/gone-2' }));
  const list = async (Prefix: string) => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    return [...Versions, ...DeleteMarkers];
  };
  const found = await list('checked/gone-');
  expect(found.map(({ Key }) => Key)).toContain('checked/gone-1');
  for (const { Key, VersionId } of found) await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  expect(await list('checked/gone-')).toEqual([]);
  expect(await errorName(read('checked/gone-1'))).not.toBe('none');
  expect(await read('checked/stays-1')).toBe(file.toString());
  expect(await list('checked/nothing-')).toEqual([]);
});
