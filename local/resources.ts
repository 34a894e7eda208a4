/** What local mode runs of a template, in its own words; anything that it neither runs nor knowingly ignores is an error. */
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { type Names, type Template, arn, resolver } from './template.ts';

/**
 * Without them the functions, tables and queues behave the same: permissions, operation, sign-in by a real provider,
 * the firewall. Pages are sent by local/web-pages.ts.
 * Not reproduced: asynchronous retries (EventInvokeConfig); a schedule that fails here waits for its next time.
 */
const ignored = [
  /^AWS::IAM::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::SNS::/,
  /^AWS::Cognito::/,
  /^AWS::CDK::Metadata$/,
  /^AWS::KMS::Alias$/,
  /^AWS::Lambda::(Permission|EventInvokeConfig)$/,
  /^AWS::CloudFront::(?!Distribution$)/,
  /^AWS::WAFv2::/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SQS::QueuePolicy$/,
];

const notification = z.object({
  Event: z.string(),
  Queue: z.string(),
  Filter: z
    .object({
      S3Key: z.object({
        Rules: z.array(
          z.object({
            Name: z
              .string()
              .transform((name) => name.toLowerCase())
              .pipe(z.enum(['prefix', 'suffix'])),
            Value: z.string(),
          }),
        ),
      }),
    })
    .optional(),
});
/** Not reproduced: life cycle rules (the product cleans up by itself as well), versions, encryption at rest. */
const bucket = z.object({
  BucketName: z.string().optional(),
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).optional(),
          ExposedHeaders: z.array(z.string()).optional(),
          MaxAge: z.number().optional(),
        }),
      ),
    })
    .optional(),
  NotificationConfiguration: z
    // Whatever else could be told (topics, functions) is an error here, as nobody would hear it.
    .strictObject({ QueueConfigurations: z.array(notification).optional() })
    .optional(),
});

const key = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: key,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const table = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: key,
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
const queue = z.object({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  VisibilityTimeout: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  DelaySeconds: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});
const fn = z.object({
  FunctionName: z.string().optional(),
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
});
const mapping = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).default('TRIM_HORIZON'),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});
const api = z.object({
  CorsConfiguration: z
    .object({
      AllowOrigins: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowHeaders: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      AllowCredentials: z.boolean().default(false),
      MaxAge: z.number().optional(),
    })
    .optional(),
});
const route = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
});
const authorizer = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.string()),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});
const stage = z.object({ StageName: z.literal('$default') });
const rule = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })),
});
const schedule = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
});

const schemas = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': queue,
  'AWS::Lambda::Function': fn,
  'AWS::Lambda::EventSourceMapping': mapping,
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Route': route,
  'AWS::ApiGatewayV2::Integration': integration,
  'AWS::ApiGatewayV2::Authorizer': authorizer,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::Events::Rule': rule,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::KMS::Key': z.object({}),
  'AWS::S3::Bucket': bucket,
  'AWS::CloudFront::Distribution': z.object({}),
} as const;
type Type = keyof typeof schemas;
const runs = (type: string): type is Type => type in schemas;

/** A resource with its properties resolved and checked. */
export type Known<T extends Type> = {
  readonly id: string;
  readonly names: Names;
  readonly properties: z.output<(typeof schemas)[T]>;
};

export type Model = {
  /** Every resource of the given types, in the template's order. */
  readonly of: <T extends Type>(...types: T[]) => Known<T>[];
  /** Folder of a function's code. */
  readonly codeOf: (id: string) => string;
};

export type Addresses = { readonly url: string; readonly sqsEndpoint: string };

const nameOf = (id: string, type: Type, given: unknown, { url, sqsEndpoint }: Addresses): Names => {
  const name = typeof given === 'string' ? given : id;
  switch (type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': {
      const Arn = arn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
    }
    case 'AWS::SQS::Queue': {
      const QueueUrl = `${sqsEndpoint}/000000000000/${name}`;
      return { ref: QueueUrl, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl } };
    }
    case 'AWS::Lambda::Function':
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    case 'AWS::KMS::Key':
      return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
    case 'AWS::S3::Bucket': {
      const bucket = name.toLowerCase();
      return { ref: bucket, attributes: { Arn: `arn:aws:s3:::${bucket}`, RegionalDomainName: `${bucket}.s3.local` } };
    }
    case 'AWS::ApiGatewayV2::Api':
      return { ref: id, attributes: { ApiEndpoint: url, ApiId: id } };
    case 'AWS::CloudFront::Distribution':
      return { ref: id, attributes: { DomainName: new URL(url).host } };
    case 'AWS::Events::Rule':
    case 'AWS::Scheduler::Schedule':
      return { ref: id, attributes: { Arn: arn('events', `rule/${id}`) } };
    default:
      return { ref: id, attributes: {} };
  }
};

/** Property that gives a resource its own name, if any. */
const naming: Partial<Record<Type, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
};

/**
 * Reads the template with the local names of everything.
 *
 * @throws when a resource is of a type that is neither run nor ignored, or uses what local mode cannot do; every such
 * resource is named
 */
export const readModel = (template: Template, assetsDir: string, addresses: Addresses): Model => {
  const all = Object.entries(template.Resources).filter(([, { Type }]) => !ignored.some((type) => type.test(Type)));
  const unknown = all.filter(([, { Type }]) => !runs(Type)).map(([id, { Type }]) => `${Type} (${id})`);
  if (unknown.length > 0)
    throw new Error(
      `Local mode does not run ${unknown.join(', ')}: teach local/resources.ts to run or to ignore it. ` +
        `本地模式不支持 ${unknown.join('、')}：请在 local/resources.ts 中实现或列入忽略清单。`,
    );

  const names = new Map<string, Names>();
  const early = resolver(template, names);
  for (const [id, { Type, Properties }] of all)
    if (runs(Type)) names.set(id, nameOf(id, Type, early(Properties?.[naming[Type] ?? '']), addresses));

  const resolve = resolver(template, names);
  const of = <T extends Type>(...types: T[]): Known<T>[] =>
    all.flatMap(([id, resource]) => {
      const type = types.find((one) => one === resource.Type);
      const own = names.get(id);
      if (!type || !own) return [];
      const parsed = schemas[type].safeParse(resolve(resource.Properties ?? {}));
      if (!parsed.success)
        throw new Error(
          `Local mode cannot run ${id} (${resource.Type}) 本地模式无法运行 ${id}：\n${z.prettifyError(parsed.error)}`,
        );
      // The schema was picked by the type just above; the compiler cannot follow that through the table.
      return [{ id, names: own, properties: parsed.data as Known<T>['properties'] }];
    });
  const codeOf = (id: string): string => {
    const path = template.Resources[id]?.Metadata?.['aws:asset:path'];
    if (typeof path !== 'string') throw new Error(`Function ${id} does not say where its code is (aws:asset:path)`);
    return isAbsolute(path) ? path : join(assetsDir, path);
  };
  return { of, codeOf };
};
