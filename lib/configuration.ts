import type { Node } from 'constructs';
import * as z from 'zod';
import { budgetsOf, chosenLimits } from '../contract/limits.ts';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
const secureUrl = z.url().refine((url) => url.startsWith('https://') || loopback.test(url), {
  error: 'an https:// URL (http:// only for this machine)',
});

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
    })
    // With many providers the client and the audience are one.
    .transform(({ clientId, ...given }) => ({ ...given, clientId: clientId ?? given.audience }))
    .optional(),
  /** Where people open the web pages; the sign-in page returns there. Without it, the API's own address. */
  webAddress: secureUrl.optional(),
  /** Department id → ARN of the IAM role or user under which its own system takes its work from its queue. */
  departmentsWithOwnSystem: z.record(z.string(), z.string()).default({}),
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
