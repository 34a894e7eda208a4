/**
 * The policy of a form that uploads straight into a bucket: which fields and which size it allows, and until when.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
import * as z from 'zod';
import { S3Error } from './s3-error.ts';

const condition = z.union([
  z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()),
]);
const policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(condition) });
type Condition = z.output<typeof condition>;

/** These say themselves what they are; every other field of a form must be allowed by a condition. */
const free = /^(policy|file|x-amz-signature|x-ignore-.*)$/;

const read = (encoded: string): z.output<typeof policy> => {
  try {
    return policy.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    throw new S3Error(
      400,
      'InvalidPolicyDocument',
      'The content of the form does not meet the conditions of a policy.',
    );
  }
};

const isRange = (one: Condition): one is ['content-length-range', number, number] =>
  Array.isArray(one) && one[0] === 'content-length-range';

/** What a condition asks of a field: its name, and whether a value fits. */
const wishOf = (one: Exclude<Condition, ['content-length-range', number, number]>) => {
  if (!Array.isArray(one)) {
    const [[name = '', wanted] = []] = Object.entries(one);
    return { name: name.toLowerCase(), fits: (value: string) => value === wanted };
  }
  const [how, field, wanted] = one;
  const fits = (value: string) => (how === 'eq' ? value === wanted : value.startsWith(wanted));
  return { name: String(field).slice(1).toLowerCase(), fits };
};

const refused = (why: string): S3Error => new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${why}`);

/**
 * Holds a form against its own policy.
 *
 * @param fields by their names in lower case, with the bucket that the form was sent to as `bucket`
 * @param bytes of the file
 * @param now milliseconds since 1970
 * @throws S3Error
 */
export const checkPolicy = (fields: ReadonlyMap<string, string>, bytes: number, now: number): void => {
  const { expiration, conditions } = read(fields.get('policy') ?? '');
  if (now > Date.parse(expiration)) throw refused('Policy expired.');
  const wishes = conditions.flatMap((one) => (isRange(one) ? [] : [{ ...wishOf(one), text: JSON.stringify(one) }]));
  for (const { name, fits, text } of wishes)
    if (!fits(fields.get(name) ?? '')) throw refused(`Policy Condition failed: ${text}`);
  const allowed = new Set(wishes.map(({ name }) => name));
  const extra = [...fields.keys()].filter((name) => !free.test(name) && name !== 'bucket' && !allowed.has(name));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  for (const [, least, most] of conditions.filter(isRange)) {
    if (bytes < least)
      throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    if (bytes > most) throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
};
