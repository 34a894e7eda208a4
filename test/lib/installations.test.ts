/** What an installation may configure, what it may not, and that the checks of a synthesis do stop something. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { budgetsOf } from '../../contract/limits.ts';
import { city, police } from './configurations.ts';
import {
  all,
  byId,
  newFolder,
  type Others,
  permissions,
  type Synthesized,
  synthesizeOthers,
  target,
} from './template.ts';

const folder = newFolder();
let others: Others;
beforeAll(() => {
  others = synthesizeOthers(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the strict CloudFormation validator and cdk-nag stop a faulty stack', () => {
  expect(others.validator).toMatch(/99999[^]*CloudFormation Validate/);
  expect(others.nag).toContain('AwsSolutions-S10');
});

test("a city's own identity provider takes the place of the user pool", () => {
  const { template } = others.city;
  expect(all(template, 'AWS::Cognito::UserPool')).toEqual([]);
  expect(all(template, 'AWS::ApiGatewayV2::Authorizer').map(({ properties }) => properties)).toMatchObject([
    {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: city.identity.issuer, Audience: [city.identity.audience] },
    },
  ]);
});

test('a city’s own name, certificate and firewall; the pages may call its provider', () => {
  const { template } = others.city;
  expect(all(template, 'AWS::WAFv2::WebACL')).toEqual([]);
  expect(all(template, 'AWS::CloudFront::Distribution').map(({ properties }) => properties)).toMatchObject([
    {
      DistributionConfig: {
        Aliases: ['desk.example.cn'],
        WebACLId: city.webAclArn,
        ViewerCertificate: { AcmCertificateArn: city.certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    },
  ]);
  expect(JSON.stringify(all(template, 'AWS::CloudFront::ResponseHeadersPolicy'))).toContain('https://id.example.cn');
  expect(JSON.stringify(all(template, 'AWS::S3::Bucket'))).toContain('"AllowedOrigins":["https://desk.example.cn"]');
});

test('capacity that is bought by the hour follows the load, of the table and of each index', () => {
  const [table] = all(others.city.template, 'AWS::DynamoDB::GlobalTable').map(({ properties }) => properties);
  const scaled = (min: number, max: number) => ({
    MinCapacity: min,
    MaxCapacity: max,
    // Without it CloudFormation refuses to change how an existing table is billed.
    SeedCapacity: min,
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 },
  });
  expect(table).toMatchObject({
    BillingMode: 'PROVISIONED',
    WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaled(100, 8_000) },
    Replicas: [{ ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scaled(60, 6_000) } }],
  });
  const indexes = Object(table).GlobalSecondaryIndexes as object[];
  expect(indexes.length).toBeGreaterThan(4);
  for (const index of indexes)
    expect(index).toMatchObject({
      WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaled(13, 8_000) },
    });
});

test('the firewall alone, for a desk in another region', () => {
  const { template } = others.firewall;
  expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual(['AWS::WAFv2::WebACL']);
  expect(Object.keys(template.Outputs ?? {})).toHaveLength(1);
});

describe('a restored table', () => {
  const tablesOf = ({ template }: Synthesized) => all(template, 'AWS::DynamoDB::GlobalTable').map(({ id }) => id);

  test('is imported by a template in which nothing else is new or changed', () => {
    const { Resources, Outputs } = others.importing.template;
    const [held = '', ...more] = tablesOf(others.importing).filter((id) => !tablesOf(others.city).includes(id));
    expect(more).toEqual([]);
    const { [held]: table, ...rest } = Resources;
    expect({ Resources: rest, Outputs }).toEqual({
      Resources: others.city.template.Resources,
      Outputs: others.city.template.Outputs,
    });
    // An import takes what a deletion would leave.
    expect(table).toEqual({
      ...Object.values(Resources).find(({ Type }) => Type === table?.Type),
      Metadata: table?.Metadata,
    });
    expect(table?.DeletionPolicy).toBe('Retain');
  });

  test('is put in service: everything that named the old one names it, and the old one is kept', () => {
    const [old = ''] = tablesOf(others.city);
    const restored = tablesOf(others.restored).find((id) => id !== old);
    const { template } = others.restored;
    const naming = (id: string) =>
      Object.entries(template.Resources)
        .filter(([, { Properties }]) => JSON.stringify(Properties ?? {}).includes(`"${id}"`))
        .map(([name]) => name);
    expect(naming(old)).toEqual([]);
    expect(template.Resources[old]?.DeletionPolicy).toBe('Retain');
    expect(template.Outputs?.['TableName']?.Value).toEqual({ Ref: restored });
    const mapped = all(template, 'AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      JSON.stringify(properties.EventSourceArn).includes('StreamArn'),
    );
    expect(mapped.map(({ properties }) => target(properties.EventSourceArn))).toEqual([restored, restored]);
    for (const { properties } of all(template, 'AWS::Lambda::Function')) {
      const { TABLE_NAME: name } = properties.Environment?.Variables ?? {};
      if (name !== undefined) expect(name).toEqual({ Ref: restored });
    }
  });
});

test('browsers are told where to sign in', () => {
  const { template } = others.city;
  const [told, ...none] = all(template, 'AWS::Lambda::Function').filter(
    ({ properties }) => 'ISSUER' in (properties.Environment?.Variables ?? {}),
  );
  expect(none).toEqual([]);
  const { issuer, audience } = city.identity;
  expect(told?.properties.Environment?.Variables).toMatchObject({
    ISSUER: issuer,
    CLIENT_ID: audience,
    SCOPES: 'openid profile',
  });
});

test('an installation sets the budgets of callers; functions find them where they are kept', () => {
  const functions = all(others.city.template, 'AWS::Lambda::Function');
  const told = functions.flatMap(({ properties }) => properties.Environment?.Variables['LIMITS'] ?? []);
  expect(told.length).toBeGreaterThan(0);
  for (const budgets of told) expect(JSON.parse(String(budgets))).toEqual(budgetsOf({ searches: 7 }));
});

describe('while keys are rotated', () => {
  const template = () => others.city.template;
  const variable = (name: string) =>
    all(template(), 'AWS::Lambda::Function').flatMap(({ properties }) => properties.Environment?.Variables[name] ?? []);

  test('functions find both versions, the newest first; new data keys are made under the newest alone', () => {
    for (const name of ['DATA_KEYS', 'INDEX_KEYS']) {
      const [first, ...same] = variable(name).map((each) => JSON.stringify(each));
      expect(first).toMatch(name === 'DATA_KEYS' ? /2=.*1=/ : /3=.*2=/);
      for (const each of same) expect(each).toBe(first);
    }
    const tickets = all(template(), 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === 'Nantong-tickets',
    );
    if (!tickets) throw new Error('no function');
    const keys = (action: string) =>
      permissions(template(), tickets).flatMap((each) => (each.action === action ? [target(each.resource)] : []));
    expect(keys('kms:GenerateDataKey')).toHaveLength(1);
    expect(keys('kms:Decrypt')).toHaveLength(2);
    expect(keys('kms:Decrypt')).toContain(keys('kms:GenerateDataKey')[0]);
    // Both index keys, and that of receipts.
    expect(keys('kms:GenerateMac')).toHaveLength(3);
  });

  test('whoever rotates may wrap anew from the former key to the newest, and go through the table', () => {
    const [policy] = all(template(), 'AWS::IAM::ManagedPolicy');
    const allowed = policy?.properties.PolicyDocument?.Statement.flatMap(({ Action }) => [Action].flat()) ?? [];
    expect(allowed.toSorted()).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
      'kms:GenerateMac',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ]);
    expect(JSON.stringify(policy?.properties.PolicyDocument)).not.toContain('"*"');
  });

  test('the first version keeps the name that it always had, and every key outlives the stack', () => {
    const ids = all(template(), 'AWS::KMS::Key').map(({ id, deletionPolicy }) => {
      expect(deletionPolicy).toBe('RetainExceptOnCreate');
      return id.replace(/[0-9A-F]{8}$/, '');
    });
    expect(ids.toSorted()).toEqual([
      'KeysBlindIndex2',
      'KeysBlindIndex3',
      'KeysPseudonyms',
      'KeysReceipts',
      'KeysResidents',
      'KeysResidents2',
    ]);
  });
});

describe('a department with its own system', () => {
  test('takes its work itself: our mapping is off, its principal may consume that one queue', () => {
    const { template } = others.city;
    const queues = all(template, 'AWS::SQS::Queue');
    const off = all(template, 'AWS::Lambda::EventSourceMapping').filter(
      ({ properties }) => properties.Enabled === false,
    );
    const emptied = off.map(({ properties }) => byId(queues, target(properties.EventSourceArn)).properties.QueueName);
    expect(emptied).toEqual(['Nantong-department-police']);
    const open = all(template, 'AWS::SQS::QueuePolicy').filter(({ properties }) =>
      // Buckets tell, under a service's name; here it is about other systems.
      properties.PolicyDocument?.Statement.some(
        ({ Effect, Principal }) => Effect === 'Allow' && !JSON.stringify(Principal).includes('Service'),
      ),
    );
    expect(open).toHaveLength(1);
    expect(target(open[0]?.properties.Queues)).toBe(target(off[0]?.properties.EventSourceArn));
    expect(open[0]?.properties.PolicyDocument?.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { AWS: police },
        Action: expect.arrayContaining(['sqs:ReceiveMessage', 'sqs:DeleteMessage']),
      }),
    );
  });
});

describe('a faulty configuration is refused with the value seen', () => {
  test.each([
    ['unknownDepartment', 'weather'],
    ['notAPrincipal', 'arn:aws:iam::123456789012:root'],
    ['insecureIssuer', 'http://id.example.cn'],
    ['certificateElsewhere', 'cn-north-1'],
    ['strangeName', '一站'],
    ['noLimit', 'searches'],
    ['upsideDown', 'capacity'],
    ['laterKey', 'previous'],
    ['sameTable', 'beside'],
  ] as const)('%s', (name, seen) => {
    expect(others.refused[name]).toContain(seen);
    expect(others.refused[name]).toMatch(/\p{Script=Han}.*[a-z]{3}/su);
  });
});
