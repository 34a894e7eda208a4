import { describe, expect, test } from '@jest/globals';
import { parseDuration } from '../../local/clock.ts';
import { recordFilter } from '../../local/filter.ts';
import { failedItems } from '../../local/partial-failure.ts';
import { readModel } from '../../local/resources.ts';
import { router } from '../../local/routing.ts';
import { parseRate } from '../../local/schedules.ts';
import { fixtureTemplate } from './fixture/template.ts';

const addresses = { url: 'http://127.0.0.1:1', sqsEndpoint: 'http://127.0.0.1:2' };
const template = fixtureTemplate({ out: '/tmp', issuer: 'http://issuer.example', audience: 'a' });
const withResource = (id: string, Type: string, Properties: Record<string, unknown> = {}) => ({
  Resources: { ...template.Resources, [id]: { Type, Properties } },
});

const read = (id: string, type: string, properties: Record<string, unknown>) => () =>
  readModel(withResource(id, type, properties), '/', addresses).of('AWS::SQS::Queue', 'AWS::ApiGatewayV2::Stage');

describe('a template', () => {
  test('with a resource that is neither run nor ignored does not start, and every such resource is named', () => {
    const strange = withResource('Cache', 'AWS::ElastiCache::ReplicationGroup');
    expect(() => readModel(strange, '/', addresses)).toThrow(/AWS::ElastiCache::ReplicationGroup \(Cache\)/);
  });

  test('with a value or an intrinsic function that local mode does not know does not start', () => {
    expect(read('Q', 'AWS::SQS::Queue', { DelaySeconds: { 'Fn::ImportValue': 'x' } })).toThrow(/Fn::ImportValue/);
    expect(read('Q', 'AWS::SQS::Queue', { DelaySeconds: { Ref: 'Nobody' } })).toThrow(/Nobody/);
    expect(read('S', 'AWS::ApiGatewayV2::Stage', { StageName: 'prod' })).toThrow(/cannot run S/);
  });

  test('gives values their local names', () => {
    const model = readModel(template, '/', addresses);
    const [echo] = model.of('AWS::Lambda::Function');
    expect(echo?.properties.Environment?.Variables).toMatchObject({
      TABLE_NAME: 'Table',
      QUEUE_URL: 'http://127.0.0.1:2/000000000000/Fixture-work',
      SUBBED: 'Fixture-work in 000000000000 ${kept}',
    });
  });
});

describe('a filter', () => {
  const record = { eventName: 'INSERT', n: 5, tags: ['a', 'b'], dynamodb: { Keys: { sk: { S: 'E#1' } } } };
  test.each<[boolean, object]>([
    [true, { eventName: ['INSERT', 'MODIFY'] }],
    [false, { eventName: ['REMOVE'] }],
    [true, { dynamodb: { Keys: { sk: { S: [{ prefix: 'E#' }] } } } }],
    [false, { dynamodb: { Keys: { sk: { S: [{ prefix: 'T#' }] } } } }],
    [true, { dynamodb: { Keys: { sk: { S: [{ suffix: '#1' }] } } } }],
    [true, { dynamodb: { NewImage: { gone: [{ exists: false }] } } }],
    [false, { dynamodb: { NewImage: { S: [{ exists: true }] } } }],
    [true, { eventName: [{ 'anything-but': ['REMOVE'] }] }],
    [false, { eventName: [{ 'anything-but': ['INSERT'] }] }],
    [true, { eventName: [{ 'anything-but': { prefix: 'RE' } }] }],
    [true, { n: [{ numeric: ['>', 1, '<=', 5] }] }],
    [false, { n: [{ numeric: ['>', 5] }] }],
    [true, { tags: ['b'] }],
    [true, { eventName: [{ 'equals-ignore-case': 'insert' }] }],
    [true, { $or: [{ eventName: ['REMOVE'] }, { n: [5] }] }],
    [false, { eventName: ['INSERT'], n: [6] }],
  ])('%s: %j', (expected, pattern) => {
    expect(recordFilter([JSON.stringify(pattern)])(record)).toBe(expected);
  });

  test('lets everything pass without a pattern, and one of several is enough', () => {
    expect(recordFilter([])(record)).toBe(true);
    expect(recordFilter(['{"n":[1]}', '{"n":[5]}'])(record)).toBe(true);
    expect(() => recordFilter(['{"n":[{"wildcard":"*"}]}'])(record)).toThrow(/wildcard/);
  });
});

describe('batch item failures', () => {
  test.each<[unknown, string[] | 'all']>([
    [undefined, []],
    [null, []],
    [{}, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    [{ batchItemFailures: [{ itemIdentifier: 'x' }] }, 'all'],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, 'all'],
    [{ batchItemFailures: [{}] }, 'all'],
    [{ batchItemFailures: 'a' }, 'all'],
    ['text', 'all'],
  ])('%j', (result, expected) => {
    const failed = failedItems(result, ['a', 'b']);
    expect(failed === 'all' ? failed : [...failed]).toEqual(expected);
  });
});

test('routes: the method before ANY, exact before parameter before greedy before $default', () => {
  const find = router(
    ['$default', 'ANY /a/{p+}', 'GET /a/{p}', 'ANY /a/b', 'GET /a/b', 'GET /a/{p}/c', 'GET /{x}/b/c'].map(
      (routeKey) => ({
        routeKey,
      }),
    ),
  );
  const key = (method: string, path: string) => find(method, path)?.route.routeKey;
  expect(key('GET', '/a/b')).toBe('GET /a/b');
  expect(key('PUT', '/a/b')).toBe('ANY /a/b');
  expect(key('GET', '/a/z')).toBe('GET /a/{p}');
  expect(key('PUT', '/a/z')).toBe('ANY /a/{p+}');
  expect(key('GET', '/a/b/c')).toBe('GET /a/{p}/c');
  expect(key('GET', '/z/b/c')).toBe('GET /{x}/b/c');
  expect(key('GET', '/')).toBe('$default');
});

test('durations and rates are read, and what is no such thing is named', () => {
  expect(parseDuration('P3D')).toBe(3 * 86_400_000);
  expect(parseDuration('P1W2DT3H4M5S')).toBe(((9 * 24 + 3) * 60 + 4) * 60_000 + 5000);
  for (const bad of ['', 'P', 'PT', '3D', 'P1M', 'P1Y', '-P1D', 'P1DT'])
    expect(() => parseDuration(bad)).toThrow(`"${bad}"`);
  expect(parseRate('rate(1 minute)')).toBe(60_000);
  expect(parseRate('rate(2 days)')).toBe(2 * 86_400_000);
  for (const bad of ['cron(0 0 * * ? *)', 'rate(0 minutes)', 'at(2026-01-01T00:00:00)'])
    expect(() => parseRate(bad)).toThrow(bad);
});
