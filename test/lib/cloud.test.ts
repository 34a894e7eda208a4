/** Promises of the deployed system, asked of the synthesized template. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { departmentQueue, markHeader, queueUrlVariable } from '../../contract/environment.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import catalogue from '../../data/service-catalogue.json' with { type: 'json' };
import { functionEntries } from '../../lib/functions.ts';
import { contentSecurityPolicy } from '../../lib/web-files.ts';
import { attributes, indexes } from '../../store/keys.ts';
import {
  actionsOf as actionsIn,
  all,
  byId,
  type Named,
  needed,
  newFolder,
  permissions,
  statements,
  type Synthesized,
  synthesizeStandard,
  target,
} from './template.ts';

const departments = catalogue.departments.map(({ id }) => id).filter((id) => id !== 'station');
const works = ['routing', 'stations', 'notices', 'clocks', ...departments.map(departmentQueue)];

const folder = newFolder();
let standard: Synthesized;
beforeAll(() => {
  standard = synthesizeStandard(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const resources = (type: string): Named[] => all(standard.template, type);
const functionNamed = (name: string): Named => {
  const found = resources('AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === `Yizhan-${name}`,
  );
  if (!found) throw new Error(`no function ${name}`);
  return found;
};
const queueNamed = (name: string): Named => {
  const found = resources('AWS::SQS::Queue').find(({ properties }) => properties.QueueName === `Yizhan-${name}`);
  if (!found) throw new Error(`no queue ${name}`);
  return found;
};
const actionsOf = (name: string, service: string): string[] =>
  actionsIn(standard.template, functionNamed(name), service);
const site = (): Named => {
  const [only] = resources('AWS::CloudFront::Distribution');
  if (!only) throw new Error('no distribution');
  return only;
};
const names = Object.keys(functionEntries);
const reads = (name: string) => actionsOf(name, 'dynamodb').includes('dynamodb:GetItem');
const writes = (name: string) => actionsOf(name, 'dynamodb').includes('dynamodb:PutItem');
const holders = (action: string) => names.filter((name) => actionsOf(name, 'kms').includes(action));
const isDead = (name?: string) => name?.endsWith('-dead') ?? false;
const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
const mappings = (): Named[] => resources('AWS::Lambda::EventSourceMapping');
const streamMappings = (): Named[] => mappings().filter(({ properties }) => properties.FilterCriteria);
const queueMappings = (): Named[] => mappings().filter(({ properties }) => !properties.FilterCriteria);

describe('the table', () => {
  test('outlives the stack and any accident', () => {
    const [table, ...others] = resources('AWS::DynamoDB::GlobalTable');
    expect(others).toEqual([]);
    expect(table?.deletionPolicy).toBe('Retain');
    expect(table?.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: attributes.expiry, Enabled: true },
      Replicas: [
        { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    });
  });

  test('has the keys and indexes of the stores', () => {
    expect(resources('AWS::DynamoDB::GlobalTable')[0]?.properties).toMatchObject({
      KeySchema: keySchema(attributes.partition, attributes.sort),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { partition, sort, projection }]) => ({
        IndexName,
        KeySchema: keySchema(partition, sort),
        Projection: { ProjectionType: projection },
      })),
    });
  });
});

describe('queues', () => {
  test('there is one for each kind of work and each department', () => {
    const names = resources('AWS::SQS::Queue').map(({ properties }) => properties.QueueName);
    expect(names).toEqual(expect.arrayContaining(works.map((work) => `Yizhan-${work}`)));
  });

  test('each is encrypted, kept 14 days, refuses plain HTTP, and is either a dead-letter queue or has one', () => {
    const queues = resources('AWS::SQS::Queue');
    const policies = resources('AWS::SQS::QueuePolicy');
    for (const queue of queues) {
      expect(queue.properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
      const policy = policies.find(({ properties }) => properties.Queues?.some((one) => target(one) === queue.id));
      expect(policy?.properties.PolicyDocument?.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
      const { QueueName, RedrivePolicy } = queue.properties;
      if (isDead(QueueName)) continue;
      expect(RedrivePolicy?.maxReceiveCount).toBe(5);
      const dead = byId(queues, target(RedrivePolicy?.deadLetterTargetArn));
      expect(dead.properties.QueueName).toBe(`${QueueName}-dead`);
    }
  });

  test('each raises an alarm: work that waits, letters that died', () => {
    const watched = resources('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Dimensions?.[0]?.Name === 'QueueName')
      .map(({ properties }) => `${target(properties.Dimensions?.[0]?.Value)} ${properties.MetricName}`);
    const wanted = resources('AWS::SQS::Queue').map(({ id, properties }) =>
      isDead(properties.QueueName) ? `${id} ApproximateNumberOfMessagesVisible` : `${id} ApproximateAgeOfOldestMessage`,
    );
    expect(watched.toSorted()).toEqual(wanted.toSorted());
  });
});

describe('workers', () => {
  test.each([
    ['routing', 'route-ticket'],
    ['notices', 'send-notice'],
    ['clocks', 'raise-card'],
    ['stations', 'receive-work'],
    ...departments.map((id) => [departmentQueue(id), 'receive-work'] as const),
  ])('%s is worked off by %s, which has six timeouts before a message shows again', (work, worker) => {
    const queue = queueNamed(work);
    const fn = functionNamed(worker);
    const found = queueMappings().filter(({ properties }) => target(properties.EventSourceArn) === queue.id);
    expect(found.map(({ properties }) => target(properties.FunctionName))).toEqual([fn.id]);
    expect(found[0]?.properties).toMatchObject({ BatchSize: 10, Enabled: true, ScalingConfig: expect.anything() });
    expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (fn.properties.Timeout ?? Infinity));
  });

  test('every mapping reports failures per record', () => {
    for (const { properties } of mappings())
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('exactly two follow the stream: new events only, bad records split off and put aside', () => {
    const followers = streamMappings().map(({ properties }) => target(properties.FunctionName));
    expect(followers.toSorted()).toEqual([functionNamed('count-events').id, functionNamed('publish-events').id]);
    for (const { properties } of streamMappings()) {
      expect(properties).toMatchObject({ BisectBatchOnFunctionError: true, StartingPosition: 'TRIM_HORIZON' });
      expect(properties).toMatchObject({ MaximumRetryAttempts: 5, MaximumRecordAgeInSeconds: 3600 });
      expect(properties.FilterCriteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
        { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'E#' }] } } } },
      ]);
      const putAside = byId(resources('AWS::SQS::Queue'), target(properties.DestinationConfig?.OnFailure.Destination));
      expect(putAside.properties.QueueName).toMatch(/-dead$/);
    }
  });

  test('the clocks are swept and the events reconciled each minute, and a sweep ends before the next', () => {
    const rules = resources('AWS::Events::Rule').map(({ properties }) => ({
      rate: properties.ScheduleExpression,
      fn: target(properties.Targets?.[0]?.Arn),
    }));
    const names = ['sweep-clocks', 'reconcile-events'];
    for (const name of names) expect(rules).toContainEqual({ rate: 'rate(1 minute)', fn: functionNamed(name).id });
    expect(rules).toContainEqual({ rate: 'rate(1 day)', fn: functionNamed('drop-papers').id });
    for (const name of ['anchor-chains', 'erase-residents'])
      expect(rules).toContainEqual({ rate: 'rate(1 hour)', fn: functionNamed(name).id });
    expect(rules).toContainEqual({ rate: 'rate(1 day)', fn: functionNamed('drop-content').id });
    for (const name of names) expect(functionNamed(name).properties.Timeout).toBeLessThan(60);
  });
});

describe('the API', () => {
  test.each(Object.entries(routes))(
    '%s: its row is a route, for whom the row says, served by its function',
    (_, row) => {
      const found = resources('AWS::ApiGatewayV2::Route').filter(
        ({ properties }) => properties.RouteKey === `${row.method} ${row.path}`,
      );
      expect(found).toHaveLength(1);
      const [route] = found;
      expect(route?.properties.AuthorizationType).toBe(row.access === 'public' ? 'NONE' : 'JWT');
      expect(route?.properties.AuthorizerId === undefined).toBe(row.access === 'public');
      const integration = byId(resources('AWS::ApiGatewayV2::Integration'), target(route?.properties.Target));
      expect(target(integration.properties.IntegrationUri)).toBe(functionNamed(row.function).id);
      expect(integration.properties).toMatchObject({ PayloadFormatVersion: '2.0' });
    },
  );

  test('has no route without a row, is throttled, logs nothing personal and opens no other origin', () => {
    expect(resources('AWS::ApiGatewayV2::Route')).toHaveLength(Object.keys(routes).length);
    const [stage] = resources('AWS::ApiGatewayV2::Stage');
    expect(stage?.properties).toMatchObject({ DefaultRouteSettings: { ThrottlingRateLimit: expect.any(Number) } });
    const log = JSON.stringify(stage?.properties);
    expect(log).toContain('$context.routeKey');
    expect(log).not.toMatch(/sourceIp|userAgent|\$context\.path|querystring|claims/i);
    expect(JSON.stringify(resources('AWS::ApiGatewayV2::Api'))).not.toContain('CorsConfiguration');
  });

  test('has a throttle of its own for every public operation, and for whatever costs or discloses much', () => {
    const [stage] = resources('AWS::ApiGatewayV2::Stage');
    const throttles = stage?.properties.RouteSettings ?? {};
    const most = stage?.properties.DefaultRouteSettings?.ThrottlingRateLimit ?? 0;
    // What everybody comes for has the whole stage.
    const open = new Set(['filing', 'resident-actions', 'desk-actions']);
    const rows: Route[] = Object.values(routes);
    const wanted = rows.filter(({ access, limit }) => access === 'public' || (limit !== null && !open.has(limit)));
    expect(Object.keys(throttles).sort()).toEqual(wanted.map(({ method, path }) => `${method} ${path}`).sort());
    for (const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } of Object.values(throttles)) {
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThan(most / 4);
      expect(burst).toBeGreaterThanOrEqual(rate);
    }
  });

  test('accepts the tokens of its own user pool, where residents open accounts by a confirmed address', () => {
    expect(resources('AWS::Cognito::UserPool').map(({ properties }) => properties)).toMatchObject([
      {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
        AutoVerifiedAttributes: ['email'],
        DeletionProtection: 'ACTIVE',
      },
    ]);
    expect(resources('AWS::Cognito::UserPoolClient').map(({ properties }) => properties)).toMatchObject([
      { GenerateSecret: false, AllowedOAuthFlows: ['code'] },
    ]);
  });
});

describe('the pages', () => {
  const behaviors = () => {
    const config = site().properties.DistributionConfig;
    return { pages: config?.DefaultCacheBehavior, api: config?.CacheBehaviors ?? [] };
  };

  test('every path of the API is passed on, and none of the pages begins like one', () => {
    const patterns = behaviors().api.map(({ PathPattern }) => PathPattern);
    for (const { path } of Object.values(routes)) {
      const word = `/${path.split('/')[1]}`;
      expect(patterns).toContain(path === word ? word : `${word}/*`);
    }
    const app = readFileSync(join(import.meta.dirname, '../../web/src/app/app.tsx'), 'utf8');
    const words = [...app.matchAll(/path="\/([a-z-]+)/g)].map(([, word]) => word);
    expect(words.length).toBeGreaterThan(10);
    for (const word of words) expect(patterns).not.toContain(`/${word}`);
  });

  test('what needs a token is never kept, what is the same for everybody is', () => {
    const policy = (path: string) => behaviors().api.find(({ PathPattern }) => PathPattern === path)?.CachePolicyId;
    // AWS's own policy CachingDisabled.
    expect(policy('/tickets/*')).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(policy('/me/*')).toBe(policy('/tickets/*'));
    expect(policy('/public/*')).not.toBe(policy('/tickets/*'));
  });

  test('the bucket is private; the headers are those of local mode, and name no other bucket', () => {
    const bucket = resources('AWS::S3::Bucket').find(({ id }) => id.startsWith('Web'));
    expect(bucket?.properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    const headers = JSON.stringify(resources('AWS::CloudFront::ResponseHeadersPolicy'));
    expect(headers).toContain(contentSecurityPolicy([]).split('; connect-src')[0]);
    expect(headers).toMatch(/yizhan-papers-/);
    expect(headers).toContain('StrictTransportSecurity');
  });

  test('functions that count strangers believe the CDN about who asked, by what it says to them alone', () => {
    const said = site().properties.DistributionConfig?.Origins.flatMap((origin) => origin.OriginCustomHeaders ?? []);
    expect(said?.map(({ HeaderName }) => HeaderName)).toEqual([markHeader]);
    const counting = names.filter((name) => 'LIMITS' in (functionNamed(name).properties.Environment?.Variables ?? {}));
    expect(counting).toContain('public');
    for (const name of counting)
      expect(functionNamed(name).properties.Environment?.Variables['CDN_MARK']).toEqual(said?.[0]?.HeaderValue);
    // It is told to nobody else.
    expect(JSON.stringify(standard.template.Outputs)).not.toContain(target(said?.[0]?.HeaderValue));
  });

  test('a firewall stands before it: limits per address, and nobody is refused for the words they wrote', () => {
    const [acl, ...others] = resources('AWS::WAFv2::WebACL');
    expect(others).toEqual([]);
    expect(target(site().properties.DistributionConfig?.WebACLId)).toBe(acl?.id);
    const rules = acl?.properties.Rules ?? [];
    expect(rules.filter(({ Statement }) => 'RateBasedStatement' in Statement).map(({ Name }) => Name)).toContain(
      'PerAddress',
    );
    for (const { Statement } of rules)
      for (const { Name, ActionToUse } of Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [])
        expect({ Name, ActionToUse }).toEqual({ Name: expect.stringMatching(/_BODY$/), ActionToUse: { Count: {} } });
  });
});

test('no resource waits for itself', () => {
  const after = new Map(
    Object.entries(standard.template.Resources).map(([id, resource]) => [id, needed(standard.template, resource)]),
  );
  const seen = new Set<string>();
  const walk = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) throw new Error(`${[...path, id].join(' → ')}`);
    if (seen.has(id)) return;
    for (const next of after.get(id) ?? []) walk(next, [...path, id]);
    seen.add(id);
  };
  for (const id of after.keys()) walk(id, []);
  expect(seen.size).toBe(Object.keys(standard.template.Resources).length);
});

describe('functions', () => {
  test.each(names)('%s is deployed as it was bundled', (name) => {
    expect(existsSync(join(standard.assetsDir, String(functionNamed(name).assetPath), 'index.mjs'))).toBe(true);
  });

  test('all have the defaults of the house', () => {
    for (const { properties } of resources('AWS::Lambda::Function')) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const log = byId(resources('AWS::Logs::LogGroup'), target(properties.LoggingConfig?.LogGroup));
      expect(log.properties).toMatchObject({ RetentionInDays: 365 });
      expect(log.deletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  test.each(names)('%s raises an alarm when it fails or is throttled', (name) => {
    const { id } = functionNamed(name);
    const metrics = resources('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Dimensions?.some(({ Value }) => target(Value) === id))
      .map(({ properties }) => properties.MetricName);
    expect(metrics).toEqual(expect.arrayContaining(['Errors', 'Throttles']));
  });

  test('every alarm tells somebody', () => {
    for (const { properties } of resources('AWS::CloudWatch::Alarm')) expect(properties.AlarmActions).toHaveLength(1);
  });
});

describe('permissions', () => {
  test.each(names)(
    '%s: no action and no resource is a wildcard, but where the service knows nothing narrower',
    (name) => {
      for (const { action, resource } of permissions(standard.template, functionNamed(name))) {
        expect(action).not.toContain('*');
        if (action.startsWith('xray:')) continue;
        if (action === 'dynamodb:ListStreams') expect(JSON.stringify(resource)).toContain('/stream/*');
        // What is listed of a bucket is narrowed to folders by a condition, which a test below looks at.
        else if (action.startsWith('s3:List')) expect(JSON.stringify(resource)).not.toContain('*');
        // Objects whose names are made as they come.
        else if (action.startsWith('s3:')) expect(JSON.stringify(resource)).toMatch(/"\/[a-z]+\/\*"/);
        else expect(JSON.stringify(resource)).not.toContain('*');
      }
    },
  );

  test('nobody scans or drops the table; who reads and who writes it', () => {
    for (const name of names) expect(actionsOf(name, 'dynamodb').join()).not.toMatch(/Scan|Table/);
    const inBatches = names.filter((name) => actionsOf(name, 'dynamodb').includes('dynamodb:BatchWriteItem'));
    expect(inBatches).toEqual(['count-events', 'reconcile-events']);
    expect(names.filter((name) => !reads(name))).toEqual([]);
    expect(names.filter((name) => !writes(name))).toEqual(['public', 'sweep-clocks']);
  });

  test('budgets of callers are kept by the functions whose rows have one, with a right to the counters alone', () => {
    const keeping = Object.values(routes).flatMap((row) => (row.limit ? [row.function] : []));
    const statementsOf = (name: string) =>
      statements(standard.template, functionNamed(name)).filter((each) => each.Condition !== undefined);
    for (const name of names) {
      expect('LIMITS' in (functionNamed(name).properties.Environment?.Variables ?? {})).toBe(
        keeping.some((each) => each === name),
      );
      for (const { Action, Condition } of statementsOf(name)) {
        if (String(Action).startsWith('s3:')) continue;
        expect(Action).toBe('dynamodb:UpdateItem');
        expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['LIMIT#*'] } });
      }
    }
  });

  test('the keys of personal data open for tickets and desk alone, and so does the blind index', () => {
    // erase-residents finds by which numbers somebody is found, to take that away; it makes no key.
    expect(holders('kms:Decrypt')).toEqual(['tickets', 'desk', 'erase-residents']);
    expect(holders('kms:GenerateDataKey')).toEqual(['tickets', 'desk']);
    const given = (variable: string) =>
      names.filter((name) => JSON.stringify(functionNamed(name).properties).includes(`"${variable}"`));
    // tickets: a filing finds the applicant's file by ID number.
    expect(given('INDEX_KEYS')).toEqual(['tickets', 'desk', 'erase-residents']);
    // Whoever knows residents by the pseudonyms of the numbers can find none by ID number, and the other way round.
    expect(given('PSEUDONYM_KEY_ID')).toEqual(['count-events', 'reconcile-events']);
    // Who gives receipts and codes to rate with, and who knows them again.
    expect(given('RECEIPT_KEY_ID')).toEqual(['public', 'tickets', 'desk']);
    expect(holders('kms:GenerateMac')).toEqual([
      'public',
      'tickets',
      'desk',
      'count-events',
      'reconcile-events',
      'erase-residents',
    ]);
    for (const key of resources('AWS::KMS::Key')) expect(key.deletionPolicy).toBe('RetainExceptOnCreate');
  });

  test.each([
    ['publish-events', works],
    ['reconcile-events', works],
    // Sends again what is on its way for too long.
    ['raise-card', works],
    ['sweep-clocks', ['clocks']],
  ])('%s finds every queue it sends to, and may send there', (name, sendsTo) => {
    const fn = functionNamed(name);
    const allowed = permissions(standard.template, fn).filter(({ action }) => action === 'sqs:SendMessage');
    const reached = allowed.map(({ resource }) => target(resource));
    const variables = fn.properties.Environment?.Variables ?? {};
    expect(Object.keys(variables).filter((key) => key.startsWith('QUEUE_URL_'))).toEqual(sendsTo.map(queueUrlVariable));
    for (const variable of sendsTo.map(queueUrlVariable)) expect(reached).toContain(target(variables[variable]));
  });

  test('nobody else sends work', () => {
    const senders = names.filter((name) => {
      const { Environment } = functionNamed(name).properties;
      return Object.keys(Environment?.Variables ?? {}).some((key) => key.startsWith('QUEUE_URL_'));
    });
    expect(senders).toEqual(['raise-card', 'publish-events', 'sweep-clocks', 'reconcile-events']);
  });

  test('residents’ papers are private, versioned and kept; each function reaches the part that it needs', () => {
    const bucket = resources('AWS::S3::Bucket').find(({ id }) => id.startsWith('Papers'));
    expect(bucket?.deletionPolicy).toBe('RetainExceptOnCreate');
    expect(bucket?.properties).toMatchObject({
      BucketEncryption: expect.anything(),
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    const users = names.filter((name) => actionsOf(name, 's3').length > 0);
    expect(users).toEqual(['papers', 'check-paper', 'anchor-chains', 'erase-residents', 'drop-content', 'drop-papers']);
    // Whoever deletes for good sees and deletes versions; whoever cleans up leaves them for a month.
    expect(names.filter((name) => actionsOf(name, 's3').includes('s3:DeleteObjectVersion'))).toEqual([
      'erase-residents',
      'drop-content',
    ]);
    for (const name of ['erase-residents', 'drop-content'])
      expect(
        statements(standard.template, functionNamed(name))
          .filter(({ Action }) => String(Action).startsWith('s3:List'))
          .map(({ Action, Condition }) => ({ Action, Condition })),
      ).toContainEqual({
        Action: 's3:ListBucketVersions',
        Condition: { StringLike: { 's3:prefix': ['incoming/*', 'checked/*'] } },
      });
    const reached = (name: string) =>
      permissions(standard.template, functionNamed(name)).flatMap(({ action, resource }) =>
        action.startsWith('s3:') ? [`${action} ${/"(\/[a-z]+\/\*)"/.exec(JSON.stringify(resource))?.[1]}`] : [],
      );
    // Whoever signs a form can only fill the quarantine with it, and a link never leads there.
    expect(reached('papers')).toEqual(['s3:PutObject /incoming/*', 's3:GetObject /checked/*']);
    expect(reached('check-paper').filter((each) => each.startsWith('s3:PutObject'))).toEqual([
      's3:PutObject /checked/*',
    ]);
  });

  test('pages of one origin upload; each upload is told to the queue of check-paper', () => {
    const bucket = resources('AWS::S3::Bucket').find(({ id }) => id.startsWith('Papers'));
    expect(bucket?.properties).toMatchObject({
      CorsConfiguration: {
        CorsRules: [
          { AllowedOrigins: [{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [site().id, 'DomainName'] }]] }] },
        ],
      },
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Queue: { 'Fn::GetAtt': [queueNamed('papers').id, 'Arn'] },
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } },
          },
        ],
      },
    });
  });

  test('a first deployment that fails leaves nothing of a fixed name behind, which would stop the second', () => {
    for (const [id, { DeletionPolicy, Type, Properties }] of Object.entries(standard.template.Resources)) {
      if (DeletionPolicy !== 'Retain') continue;
      // What is protected from deletion cannot be rolled back; AWS names it itself, so another one can be made.
      expect({
        id,
        isProtected: /"DeletionProtection(Enabled)?":(true|"ACTIVE")/.test(JSON.stringify(Properties)),
      }).toEqual({
        id,
        isProtected: true,
      });
      expect(['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool']).toContain(Type);
      expect(Properties).not.toHaveProperty('TableName');
      expect(Properties).not.toHaveProperty('UserPoolName');
    }
  });

  test('the heads of the hash chains are locked for years; one function writes them and nobody reads or deletes', () => {
    const bucket = resources('AWS::S3::Bucket').find(({ id }) => id.startsWith('Anchors'));
    expect(bucket?.deletionPolicy).toBe('RetainExceptOnCreate');
    expect(bucket?.properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1095 } } },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    expect(actionsOf('anchor-chains', 's3')).toEqual(['s3:PutObject']);
    // Who was erased is noted there, too, in a folder of its own.
    const noted = permissions(standard.template, functionNamed('erase-residents')).filter(({ resource }) =>
      JSON.stringify(resource).includes('/erasures/'),
    );
    expect(noted.map(({ action }) => action).toSorted()).toEqual(['s3:GetObject', 's3:PutObject']);
  });
});
