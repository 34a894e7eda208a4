/**
 * Signature Version 4 as S3 checks it: of a form (its policy), of a link (presigned), of a request by the SDK (header).
 * One pair of keys is known here. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './s3-error.ts';

export type Signer = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

/** A request as it came: path and query still encoded, header names in lower case. */
export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

const algorithm = 'AWS4-HMAC-SHA256';
/** Milliseconds that the two clocks of a request may be apart. */
const skew = 15 * 60_000;
/** Seconds that a link may live. */
const longest = 7 * 86_400;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Milliseconds since 1970 of `20260214T094500Z`. */
const timeOf = (stamp: string): number =>
  Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** The day of a credential `<key id>/<day>/<region>/s3/aws4_request` that is ours. */
const dayOf = (credential: string, { accessKeyId, region }: Signer): string => {
  const [id, day = '', ...rest] = credential.split('/');
  if (id !== accessKeyId)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  if (rest.join('/') !== `${region}/s3/aws4_request` || !/^\d{8}$/.test(day))
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'The credential scope is not of this region and s3.');
  return day;
};

const compare = (text: string, day: string, signature: string, { secretAccessKey, region }: Signer): void => {
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const [own, given] = [hmac(key, text).toString('hex'), signature];
  if (own.length !== given.length || !timingSafeEqual(Buffer.from(own), Buffer.from(given)))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
};

/** RFC 3986, as the signature wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalOf = ({ method, path, query, headers }: SignedRequest, signed: readonly string[], payload: string) => {
  const pairs = [...new URLSearchParams(query)]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return [
    method,
    path.split('/').map(decodeURIComponent).map(encode).join('/'),
    pairs.join('&'),
    ...signed.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    signed.join(';'),
    payload,
  ].join('\n');
};

const textToSign = (stamp: string, day: string, region: string, canonical: string): string =>
  [algorithm, stamp, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');

/** The policy of a form, in base64, as it was signed. @throws S3Error */
export const checkFormSignature = (fields: ReadonlyMap<string, string>, signer: Signer): void => {
  const of = (name: string): string => fields.get(name) ?? '';
  if (of('policy') === '') throw new S3Error(403, 'AccessDenied', 'Access Denied');
  if (of('x-amz-algorithm') !== algorithm)
    throw new S3Error(400, 'InvalidArgument', `X-Amz-Algorithm only supports "${algorithm}"`);
  compare(of('policy'), dayOf(of('x-amz-credential'), signer), of('x-amz-signature'), signer);
};

/** A presigned link. @param now milliseconds since 1970 @throws S3Error */
export const checkLink = (request: SignedRequest, signer: Signer, now: number): void => {
  const query = new URLSearchParams(request.query);
  const of = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  const [stamp, seconds, signed] = [of('Date'), Number(of('Expires')), of('SignedHeaders').split(';')];
  if (of('Algorithm') !== algorithm || !(seconds >= 1 && seconds <= longest) || !signed.includes('host'))
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'A parameter of the presigned URL is not valid.');
  if (!(timeOf(stamp) <= now + skew)) throw new S3Error(403, 'AccessDenied', 'Request is not yet valid');
  if (now > timeOf(stamp) + seconds * 1000) throw new S3Error(403, 'AccessDenied', 'Request has expired');
  const day = dayOf(of('Credential'), signer);
  const canonical = canonicalOf(request, signed, request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD');
  compare(textToSign(stamp, day, signer.region, canonical), day, of('Signature'), signer);
};

/** A request that the SDK signed. @param now milliseconds since 1970 @throws S3Error */
export const checkHeader = (request: SignedRequest, body: Buffer, signer: Signer, now: number): void => {
  const { headers } = request;
  const [, credential = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    ) ?? [];
  if (credential === '') throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const stamp = headers['x-amz-date'] ?? '';
  if (!(Math.abs(timeOf(stamp) - now) <= skew))
    throw new S3Error(403, 'RequestTimeTooSkewed', 'The difference between the request time and our own is too large.');
  const payload = headers['x-amz-content-sha256'] ?? '';
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body))
    throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'x-amz-content-sha256 does not match what was computed.');
  const day = dayOf(credential, signer);
  const canonical = canonicalOf(request, names.split(';'), payload);
  compare(textToSign(stamp, day, signer.region, canonical), day, signature, signer);
};
