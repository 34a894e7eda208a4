/**
 * The object store as it faces browsers and functions. The engine behind keeps objects and believes everybody; this
 * server in front of it checks what S3 checks: signatures, expiry, the policy of a form, CORS. It also tells the
 * queues that a bucket's notifications name. Permissions (IAM) are not reproduced, and an object has one version, `null`,
 * as in a bucket that never had versioning: listing versions names it, and deleting that version deletes the object.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type CorsRule, corsHeaders, preflight } from './s3-cors.ts';
import { S3Error } from './s3-error.ts';
import { checkPolicy } from './s3-policy.ts';
import { checkFormSignature, checkHeader, checkLink, type SignedRequest, type Signer } from './s3-signature.ts';

export type Notification = {
  /** Such as `s3:ObjectCreated:*`. */
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly queueUrl: string;
};
export type Bucket = {
  readonly name: string;
  readonly cors: readonly CorsRule[];
  readonly notifications: readonly Notification[];
};

export type ObjectStoreOptions = {
  readonly engine: string;
  readonly buckets: readonly Bucket[];
  readonly signer: Signer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly send: (queueUrl: string, body: string) => Promise<void>;
};

type Answer = { status: number; headers: Record<string, string>; body?: Buffer | string };

/** Bytes. S3 takes 5 GB; nothing here comes near. */
const maximumBody = 64 * 1024 * 1024;
/** What a signed link may have the reply say. */
const overrides = ['content-type', 'content-disposition', 'content-language', 'cache-control', 'content-encoding'];

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  if (Number(request.headers['content-length'] ?? 0) > maximumBody)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  return buffer(request);
};

const lowerHeaders = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));

/** The message that S3 sends when an object has come. */
const eventOf = (what: { event: string; bucket: string; key: string; body: Buffer; region: string; now: number }) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: what.region,
      eventTime: new Date(what.now).toISOString(),
      eventName: what.event.replace('s3:', ''),
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: what.bucket, arn: `arn:aws:s3:::${what.bucket}` },
        object: {
          // Encoded as a form is.
          key: new URLSearchParams({ k: what.key }).toString().slice(2).replaceAll('%2F', '/'),
          size: what.body.length,
          eTag: createHash('md5').update(what.body).digest('hex'),
          sequencer: what.now.toString(16).toUpperCase().padStart(18, '0'),
        },
      },
    },
  ],
});

const wants = ({ event, prefix, suffix }: Notification, happened: string, key: string): boolean =>
  (event === happened || (event.endsWith('*') && happened.startsWith(event.slice(0, -1)))) &&
  key.startsWith(prefix) &&
  key.endsWith(suffix);

/** The fields of a form by their names in lower case; what comes after the file is not looked at. */
const formOf = async (body: Buffer, contentType: string) => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new S3Error(400, 'MalformedPOSTRequest', 'The body is not well-formed multipart/form-data.');
    });
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (typeof value !== 'string' && name.toLowerCase() === 'file')
      return { fields, file: Buffer.from(await value.arrayBuffer()) };
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
  }
  throw new S3Error(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
};

/** Returns the listener for `node:http`. */
export const objectStore = ({
  engine,
  buckets,
  signer,
  now,
  send,
}: ObjectStoreOptions): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const bucketNamed = (name: string): Bucket => {
    const found = buckets.find((bucket) => bucket.name === name);
    if (!found) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return found;
  };

  const toEngine = async (method: string, path: string, headers: Record<string, string>, body?: Buffer) => {
    const reply = await fetch(engine + path, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) });
    return { reply, body: Buffer.from(await reply.arrayBuffer()) };
  };

  /** Stored first, told afterwards, answered last: whoever hears of success can rely on both. */
  const store = async (bucket: Bucket, key: string, body: Buffer, headers: Record<string, string>, event: string) => {
    const path = `/${bucket.name}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const stored = await toEngine('PUT', path, headers, body);
    if (stored.reply.ok)
      for (const each of bucket.notifications.filter((one) => wants(one, event, key)))
        await send(
          each.queueUrl,
          JSON.stringify(eventOf({ event, bucket: bucket.name, key, body, region: signer.region, now: now() })),
        );
    return stored;
  };

  /** What the engine lists, as a list of versions: each object has the one that is there. */
  const listVersions = async (bucket: Bucket, query: URLSearchParams): Promise<Answer> => {
    const asked = new URLSearchParams({ 'list-type': '2', prefix: query.get('prefix') ?? '' });
    const after = query.get('key-marker');
    if (after) asked.set('start-after', after);
    const { reply, body } = await toEngine('GET', `/${bucket.name}?${asked}`, {});
    const found = body.toString();
    const keys = [...found.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
    const isMore = found.includes('<IsTruncated>true</IsTruncated>');
    const versions = keys.map(
      (key) => `<Version><Key>${key}</Key><VersionId>null</VersionId><IsLatest>true</IsLatest></Version>`,
    );
    const more = isMore ? `<NextKeyMarker>${keys.at(-1) ?? ''}</NextKeyMarker>` : '';
    return {
      status: reply.status,
      headers: { 'content-type': 'application/xml' },
      body: reply.ok
        ? `<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket.name}</Name><IsTruncated>${isMore}</IsTruncated>${more}${versions.join('')}</ListVersionsResult>`
        : body,
    };
  };

  const takeForm = async (bucket: Bucket, request: IncomingMessage): Promise<Answer> => {
    const { fields, file } = await formOf(await bodyOf(request), request.headers['content-type'] ?? '');
    fields.set('bucket', bucket.name);
    checkFormSignature(fields, signer);
    checkPolicy(fields, file.length, now());
    const key = fields.get('key') ?? '';
    if (key === '') throw new S3Error(400, 'InvalidArgument', "Bucket POST must contain a field named 'key'.");
    const type = fields.get('content-type') ?? 'binary/octet-stream';
    const { reply } = await store(bucket, key, file, { 'content-type': type }, 's3:ObjectCreated:Post');
    if (!reply.ok) throw new S3Error(500, 'InternalError', 'The engine did not keep the object.');
    const wanted = Number(fields.get('success_action_status'));
    return { status: [200, 201].includes(wanted) ? wanted : 204, headers: { etag: reply.headers.get('etag') ?? '' } };
  };

  const pass = async (
    bucket: Bucket,
    key: string,
    request: SignedRequest,
    body: Buffer,
    isLink: boolean,
  ): Promise<Answer> => {
    const { method, path, query, headers } = request;
    const wanted = new URLSearchParams(query);
    if (method === 'GET' && key === '' && wanted.has('versions')) return listVersions(bucket, wanted);
    const version = wanted.get('versionId');
    if (version !== null && (method !== 'DELETE' || version !== 'null'))
      throw new S3Error(400, 'InvalidArgument', 'Invalid version id specified');
    const kept = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        value !== undefined && /^(content-type|range|if-.*|x-amz-(meta|checksum|sdk-checksum)-.*)$/.test(name)
          ? [[name, value]]
          : [],
      ),
    );
    if (isLink && method !== 'GET' && method !== 'HEAD')
      throw new S3Error(501, 'NotImplemented', 'Local mode takes presigned links for reading only.');
    const { reply, body: found } =
      method === 'PUT'
        ? await store(bucket, key, body, kept, 's3:ObjectCreated:Put')
        : await toEngine(method, path + (isLink || query === '' || version !== null ? '' : `?${query}`), kept);
    return {
      status: reply.status,
      headers: {
        ...Object.fromEntries(
          [...reply.headers].filter(([name]) => !/^(connection|date|keep-alive|transfer-encoding)$/.test(name)),
        ),
        ...(reply.ok
          ? Object.fromEntries(
              overrides.flatMap((name) => {
                const value = wanted.get(`response-${name}`);
                return value === null ? [] : [[name, value]];
              }),
            )
          : {}),
      },
      body: found,
    };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const method = request.method ?? 'GET';
    const headers = lowerHeaders(request);
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const [, name = '', ...rest] = path.split('/');
    const bucket = bucketNamed(decodeURIComponent(name));
    const key = rest.map(decodeURIComponent).join('/');
    const { origin } = headers;
    if (method === 'OPTIONS') {
      const asked = {
        origin,
        method: headers['access-control-request-method'],
        headers: headers['access-control-request-headers'],
      };
      return { status: 200, headers: preflight(bucket.cors, asked) };
    }
    const open = corsHeaders(bucket.cors, origin, method);
    const work = async (): Promise<Answer> => {
      const isForm = method === 'POST' && key === '' && headers['content-type']?.startsWith('multipart/form-data');
      if (isForm) return takeForm(bucket, request);
      const signed = { method, path, query, headers };
      const isLink = new URLSearchParams(query).has('X-Amz-Signature');
      if (!isLink && headers['authorization'] === undefined) throw new S3Error(403, 'AccessDenied', 'Access Denied');
      const body = await bodyOf(request);
      if (isLink) checkLink(signed, signer, now());
      else checkHeader(signed, body, signer, now());
      return pass(bucket, key, signed, body, isLink);
    };
    try {
      const done = await work();
      return { ...done, headers: { ...done.headers, ...open } };
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return { ...refusal(error), headers: { ...refusal(error).headers, ...open } };
    }
  };

  return async (request, response) => {
    const {
      status,
      headers,
      body = '',
    } = await answer(request).catch((error: unknown) => {
      if (!(error instanceof S3Error) && !request.destroyed) console.error(error);
      return refusal(error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'We encountered an error.'));
    });
    const length = request.method === 'HEAD' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    // What was not read of a body that was refused is not waited for.
    const close = request.complete ? {} : { connection: 'close' };
    response.writeHead(status, {
      ...headers,
      ...(status === 204 ? {} : length),
      ...close,
      'x-amz-request-id': randomUUID(),
      // The SDK sets its clock by this.
      date: new Date(now()).toUTCString(),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
};

const refusal = (error: S3Error): Answer => ({
  status: error.status,
  headers: { 'content-type': 'application/xml' },
  body: error.body,
});
