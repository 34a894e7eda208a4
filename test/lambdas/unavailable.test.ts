/**
 * A store that does not answer is no bug: 503 and when to come back. A real server stands in its place and fails; the
 * function runs in a process of its own, since the SDK does not know errors of sockets again inside of Jest.
 */
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

type Answer = { status: number; type: string } | 'hang up';
let answer: Answer = 'hang up';
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (answer === 'hang up') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${answer.type}`, message: 'secret' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

const event = {
  routeKey: 'GET /catalogue/items',
  headers: { 'accept-language': 'en' },
  requestContext: { requestId: 'the-number' },
};
const call = async () => {
  const code = `
    import { handler } from ${JSON.stringify(join(import.meta.dirname, '../../lambdas/public.ts'))};
    console.log(JSON.stringify(await handler(${JSON.stringify(event)}, {})));`;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code],
    {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        TABLE_NAME: 'store-test',
      },
    },
  );
  const reply = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return { ...reply, logged: stderr };
};

test.each<{ name: string; given: Answer; status: number }>([
  { name: 'hangs up', given: 'hang up', status: 503 },
  { name: 'is broken', given: { status: 500, type: 'InternalServerError' }, status: 503 },
  { name: 'has no room', given: { status: 400, type: 'ThrottlingException' }, status: 503 },
  { name: 'is asked for nonsense: that is our bug', given: { status: 400, type: 'ValidationException' }, status: 500 },
])('a store that $name', async ({ given, status }) => {
  answer = given;
  const { statusCode, headers, body, logged } = await call();
  expect({ statusCode, retryAfter: headers['retry-after'] }).toEqual({
    statusCode: status,
    retryAfter: status === 503 ? '2' : undefined,
  });
  expect(JSON.parse(body)).toMatchObject({ status, requestId: 'the-number' });
  expect(JSON.parse(logged.split('\n')[0] ?? '')).toMatchObject({ level: 'error', requestId: 'the-number' });
  expect(body + logged).not.toContain('secret');
});
