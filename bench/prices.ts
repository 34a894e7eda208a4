/** What a thousand lifecycles cost on AWS: measured quantities times a dated price list, line by line. */
import * as z from 'zod';

/** US dollars. bench/prices-us-east-1.json, with its date and its sources. */
export const priceList = z.strictObject({
  region: z.string(),
  date: z.iso.date(),
  source: z.string(),
  dynamodb: z.strictObject({
    writePerMillion: z.number(),
    readPerMillion: z.number(),
    provisionedWriteHour: z.number(),
    storageGbMonth: z.number(),
    backupGbMonth: z.number(),
  }),
  httpApi: z.strictObject({ perMillion: z.number() }),
  lambda: z.strictObject({ perMillion: z.number(), armGbSecond: z.number() }),
  sqs: z.strictObject({ perMillion: z.number() }),
  kms: z.strictObject({ per10000: z.number(), keyMonth: z.number() }),
  logs: z.strictObject({ ingestedGb: z.number() }),
  s3: z.strictObject({ putPer1000: z.number(), getPer1000: z.number() }),
  xray: z.strictObject({ perMillionTraces: z.number() }),
});
export type PriceList = z.output<typeof priceList>;

/** What one lifecycle uses. */
export type Usage = {
  writeUnits: number;
  readUnits: number;
  /** Calls of the HTTP API. */
  requests: number;
  /** Runs of functions, and their time in milliseconds at `memoryMb`. */
  invocations: number;
  lambdaMs: number;
  memoryMb: number;
  sqsCalls: number;
  kmsCalls: number;
  logBytes: number;
  objectPuts: number;
  objectGets: number;
};

export type Line = { service: string; what: string; quantity: number; unit: string; dollars: number };

/** Of requests beyond the first of each second, X-Ray traces one in twenty unless told otherwise. */
const traced = 0.05;
const million = 1_000_000;

/** The bill of `lifecycles`, the largest line first. */
export const billOf = (usage: Usage, prices: PriceList, lifecycles = 1_000): Line[] => {
  const line = (service: string, what: string, each: number, unit: string, price: number): Line => ({
    service,
    what,
    quantity: each * lifecycles,
    unit,
    dollars: each * lifecycles * price,
  });
  const { dynamodb, httpApi, lambda, sqs, kms, logs, s3, xray } = prices;
  const gbSeconds = (usage.lambdaMs / 1_000) * (usage.memoryMb / 1_024);
  return [
    line('DynamoDB', 'writes, on demand', usage.writeUnits, 'WRU', dynamodb.writePerMillion / million),
    line('DynamoDB', 'reads, on demand', usage.readUnits, 'RRU', dynamodb.readPerMillion / million),
    line('HTTP API', 'requests', usage.requests, 'calls', httpApi.perMillion / million),
    line('Lambda', 'runs', usage.invocations, 'runs', lambda.perMillion / million),
    line('Lambda', 'time, arm64', gbSeconds, 'GB-s', lambda.armGbSecond),
    line('SQS', 'send, receive, delete', usage.sqsCalls, 'calls', sqs.perMillion / million),
    line('KMS', 'calls', usage.kmsCalls, 'calls', kms.per10000 / 10_000),
    line('CloudWatch Logs', 'ingested', usage.logBytes / 1e9, 'GB', logs.ingestedGb),
    line('S3', 'puts', usage.objectPuts, 'puts', s3.putPer1000 / 1_000),
    line('S3', 'gets', usage.objectGets, 'gets', s3.getPer1000 / 1_000),
    line('X-Ray', 'traces, one in twenty', usage.requests * traced, 'traces', xray.perMillionTraces / million),
  ].sort((a, b) => b.dollars - a.dollars);
};

export const total = (bill: readonly Line[]): number => bill.reduce((sum, { dollars }) => sum + dollars, 0);

/** The same writes on provisioned capacity of which this share (0–1) is used over the day, in dollars. */
export const provisionedWrites = (writeUnits: number, used: number, { dynamodb }: PriceList): number =>
  ((writeUnits / 3_600) * dynamodb.provisionedWriteHour) / used;
