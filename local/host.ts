/** Runs a synthesized template on this machine: engines below, functions in workers, one HTTP server in front. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { apiOf } from './api.ts';
import { bucketsOf } from './buckets.ts';
import { openCheckpoints } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import { control, controlPrefix } from './control.ts';
import { crashes as openCrashes } from './crash.ts';
import { createResources } from './create-resources.ts';
import { type DynamoEngine, type Engine, freePort, type ObjectEngine } from './engines.ts';
import { functionsOf } from './functions.ts';
import type { Issuer } from './issuer.ts';
import { mappingsOf } from './event-sources.ts';
import { readModel } from './resources.ts';
import { objectStore } from './s3.ts';
import { startSchedules } from './schedules.ts';
import { recordsOf, sharedRecords } from './stream-records.ts';
import { schedulesOf } from './template-schedules.ts';
import { type System, systemOf } from './system.ts';
import { type Template, region } from './template.ts';
import type { WebPages } from './web-pages.ts';

export type Engines = { dynamo: DynamoEngine; sqs: Engine; kms: Engine; s3: ObjectEngine | undefined };

export type HostOptions = {
  readonly template: Template;
  readonly assetsDir: string;
  readonly dataDir: string;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly issuer: { readonly url: string; readonly open: Issuer };
  /** Where callers reach the API, with the port it will listen on. */
  readonly url: string;
  /** Address to listen on. */
  readonly address: string;
  readonly port: number;
  /** Called when tables and queues are there, before anything runs: loads the first data. */
  readonly seed?: (system: System) => Promise<void>;
  readonly onFunctionError?: (name: string, error: Error) => void;
  /** The pages that stand at the same origin; they may call the object store at its own. */
  readonly pages?: (reachable: readonly string[]) => WebPages;
};

export type Host = { readonly system: System; readonly functions: number; readonly stop: () => Promise<void> };

/** Milliseconds between two times of forgetting old stream records. */
const trimEvery = 10 * 60_000;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const local = { region, credentials };

/** Milliseconds for a request to have come whole, as long as the gateway gives it. Papers may take longer to come. */
const gatewayPatience = { headersTimeout: 30_000, requestTimeout: 30_000 };

/** The local address is always among them: the issuer and the commands beside it are called there. */
const addressesOf = (address: string): string[] =>
  ['127.0.0.1', 'localhost', '0.0.0.0', '::'].includes(address) ? [address] : ['127.0.0.1', address];

/** Where browsers reach what listens on this address; by number, as the SDK puts a bucket's name before a host name. */
const hostOf = (address: string): string => (['localhost', '0.0.0.0', '::'].includes(address) ? '127.0.0.1' : address);

/**
 * Starts everything and listens.
 *
 * @throws when the template has what local mode cannot run, or the port is taken (`code` EADDRINUSE)
 */
export const startHost = async (options: HostOptions): Promise<Host> => {
  const { template, assetsDir, dataDir, engines, clock, url } = options;
  const model = readModel(template, assetsDir, { url, sqsEndpoint: engines.sqs.endpoint });
  const dynamo = new DynamoDBClient({ ...local, endpoint: engines.dynamo.endpoint });
  const streams = new DynamoDBStreamsClient({ ...local, endpoint: engines.dynamo.endpoint });
  const sqs = new SQSClient({ ...local, endpoint: engines.sqs.endpoint });
  // It says nothing, and copies each request and each reply in order to say it.
  sqs.middlewareStack.remove('loggerMiddleware');
  const s3Url = engines.s3?.believes ? `http://${hostOf(options.address)}:${await freePort()}` : engines.s3?.endpoint;
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: engines.dynamo.endpoint,
    AWS_ENDPOINT_URL_SQS: engines.sqs.endpoint,
    AWS_ENDPOINT_URL_KMS: engines.kms.endpoint,
    ...(s3Url ? { AWS_ENDPOINT_URL_S3: s3Url } : {}),
  };
  const streamArns = await createResources(model, { dynamo, sqs, s3Endpoint: engines.s3?.endpoint });
  const system = systemOf(model, { url, issuer: options.issuer.url, endpoints, logs: join(dataDir, 'log') });
  await options.seed?.(system);

  const crashes = openCrashes();
  const checkpoints = openCheckpoints(dataDir);
  const functions = functionsOf(model, {
    endpoints,
    logDir: system.logs,
    shared: clock.shared,
    onError: options.onFunctionError ?? (() => {}),
    // Whatever a function did, it may have written something that a stream should carry on at once.
    onSettled: () => mappings.wake(),
  });
  const getRecords = sharedRecords(recordsOf(engines.dynamo.endpoint));
  const mappings = mappingsOf(model, { functions, streamArns, streams, getRecords, sqs, checkpoints, crashes });
  const schedules = startSchedules(schedulesOf(model, functions), clock.now);
  const api = apiOf(model, { functions, now: clock.now, crashes });
  const localControl = control({
    clock,
    issuer: options.issuer.open,
    crashes,
    timeMoved: async () => {
      await mappings.release();
      return schedules.runDue();
    },
    setStreams: mappings.setStreams,
    invoke: async (name, event) => {
      const fn = functions.named(name);
      return fn && { result: await fn.invoke(event) };
    },
    kill: async (name) => {
      const fn = functions.named(name);
      await fn?.kill();
      return fn !== undefined;
    },
    health: () => ({ pid: process.pid, url, functions: functions.usage }),
  });

  type Listener = (request: IncomingMessage, response: ServerResponse) => void;
  const serve = (port: number, listener: Listener, patience: ServerOptions = {}) =>
    addressesOf(options.address).map((address) => createServer(patience, listener).listen(port, address));
  const pages = options.pages?.(s3Url ? [s3Url] : []);
  const answer: Listener = (request, response) => {
    if (request.url?.startsWith(controlPrefix)) void localControl(request, response);
    else if (!pages?.answer(request, response)) void api(request, response);
  };
  const servers = serve(options.port, answer, gatewayPatience);
  if (engines.s3?.believes && s3Url) {
    const send = async (QueueUrl: string, MessageBody: string) =>
      void (await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
    const signer = { ...credentials, region };
    const objects = { engine: engines.s3.endpoint, buckets: bucketsOf(model), signer, now: clock.now, send };
    const store = objectStore(objects);
    servers.push(...serve(Number(new URL(s3Url).port), (request, response) => void store(request, response)));
  }
  const trim = (): void => {
    try {
      mappings.trim(engines.dynamo.trimStream);
    } catch (error) {
      // The engine is at work, or the disk is full: it can wait until the next time.
      console.error(`变更流 stream: ${String(error)}`);
    }
  };
  const trimming = setInterval(trim, trimEvery);
  const stop = async (): Promise<void> => {
    clearInterval(trimming);
    schedules.stop();
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.all([mappings.stop(), functions.stop()]);
    checkpoints.close();
    for (const client of [dynamo, streams, sqs]) client.destroy();
  };
  try {
    await Promise.all(servers.map((server) => once(server, 'listening')));
  } catch (error) {
    await stop();
    throw error;
  }
  return { system, functions: functions.all.length, stop };
};
