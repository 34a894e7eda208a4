import type { Node } from 'constructs';
import * as z from 'zod';
import { budgetsOf, chosenLimits } from '../contract/limits.ts';
import { chosenRetention, retentionOf } from '../contract/retention.ts';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
const secureUrl = z.url().refine((url) => url.startsWith('https://') || loopback.test(url), {
  error: 'an https:// URL (http:// only for this machine)',
});

const arnIn = (service: string, region: string) =>
  z.string().regex(new RegExp(`^arn:aws[a-z-]*:${service}:${region}:\\d{12}:.+$`), {
    error: `an ARN of ${service} in ${region}`,
  });

/** Which version of a key is used, and, while everything is moved to it (npm run rotate), the one before. */
const keyChoice = z
  .strictObject({ version: z.int().min(1).max(999), previous: z.int().min(1).max(998).optional() })
  .refine(({ version, previous = 0 }) => previous < version, { error: '`previous` is an earlier version' });
export type KeyChoice = z.output<typeof keyChoice>;

/** Which of its tables the system works on, and another one that the stack holds: one restored to a moment, or the one before. */
const tableChoice = z
  .strictObject({ version: z.int().min(1).max(99), beside: z.int().min(1).max(99).optional() })
  .refine(({ version, beside }) => beside !== version, { error: '`beside` is another version' });
export type TableChoice = z.output<typeof tableChoice>;

/** Units a second, between which a day's load moves them. */
const unitRange = z
  .strictObject({ min: z.int().min(1), max: z.int().min(1).max(40_000) })
  .refine(({ min, max }) => min <= max, { error: '`min` is not above `max`' });
const capacityChoice = z.strictObject({ write: unitRange, read: unitRange });
export type CapacityChoice = z.output<typeof capacityChoice>;

/** What an installation may choose; everything else is the same everywhere. Each key is a CDK context key. */
const configuration = z.strictObject({
  /** Name of the stack, and the first part of the names of queues and functions. */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,29}$/)
    .default('Yizhan'),
  /** The city's own OpenID Connect provider. Without it a user pool is created. */
  identity: z
    .strictObject({
      issuer: secureUrl,
      audience: z.string().min(1),
      clientId: z.string().min(1).optional(),
      scopes: z.array(z.string().regex(/^\S+$/)).default(['openid', 'profile']),
      /** Where its token endpoint is, if not where the issuer is. */
      tokenOrigin: secureUrl.optional(),
    })
    // With many providers the client and the audience are one.
    .transform(({ clientId, tokenOrigin, ...given }) => ({
      ...given,
      clientId: clientId ?? given.audience,
      origins: [...new Set([given.issuer, tokenOrigin ?? given.issuer].map((url) => new URL(url).origin))],
    }))
    .optional(),
  /** Where people open the web pages; the sign-in page returns there. Without it, the address of the CDN. */
  webAddress: secureUrl.optional(),
  /** ARN of the certificate for `webAddress`, in us-east-1 as every certificate of the CDN. */
  certificateArn: arnIn('acm', 'us-east-1').optional(),
  /** ARN of the firewall before the CDN. Without it one is made in the stack, which is possible in us-east-1 only. */
  webAclArn: arnIn('wafv2', 'us-east-1').optional(),
  /** `firewall`: nothing but that firewall, for a desk in another region. */
  part: z.enum(['desk', 'firewall']).default('desk'),
  /** Department id → ARN of the IAM role or user under which its own system takes its work from its queue. */
  departmentsWithOwnSystem: z.record(z.string(), z.string()).default({}),
  /** Days for which things are kept, where it is not the number of domain/retention.ts. */
  retention: chosenRetention.default({}).transform(retentionOf),
  /** The KMS key that wraps the residents' data keys. */
  dataKey: keyChoice.default({ version: 1 }),
  /** The KMS key of the blind indexes. */
  indexKey: keyChoice.default({ version: 1 }),
  /** The table; see docs/deploy.md on restoring to a moment. */
  table: tableChoice.default({ version: 1 }),
  /** Capacity of the table bought by the hour, cheaper where the load is steady. Without it each unit is paid as it comes. */
  capacity: capacityChoice.optional(),
  /** How often one caller may do what in an hour, where it is not the number of contract/limits.ts. */
  limits: chosenLimits.default({}).transform(budgetsOf),
});

export type Configuration = z.output<typeof configuration>;
export type GivenConfiguration = z.input<typeof configuration>;

/** A context value given on the command line (`-c key='{"a":1}'`) arrives as text. */
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/**
 * Reads the configuration from the CDK context (`cdk.json`, `-c key=value`); `given` wins over it.
 *
 * @throws when a value does not fit; the message names the key and the value seen.
 */
export const readConfiguration = (node: Node, given: GivenConfiguration = {}): Configuration => {
  const context = Object.keys(configuration.shape).map((key) => [key, parsed(node.tryGetContext(key))]);
  const seen = { ...Object.fromEntries(context.filter(([, value]) => value !== undefined)), ...given };
  const result = configuration.safeParse(seen);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Error(
    `部署配置有误，请改正 cdk.json 的 context 或 -c 参数。The deployment's configuration does not fit; correct the context in ` +
      `cdk.json or the -c options. ${problems}. 所见 / seen: ${JSON.stringify(seen)}`,
  );
};
