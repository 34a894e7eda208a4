/**
 * Reads stream records as they travel. A function gets them in the very form of the wire, so nothing has to be decoded
 * and encoded again: the SDK's client took more of the processor than all functions together.
 */
import { region } from './template.ts';

/** One record, its attribute values as `{"S": "text"}`, bytes in base64. */
export type WireRecord = {
  readonly eventID?: string;
  readonly eventName?: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime?: number;
    readonly Keys?: object;
    readonly NewImage?: object;
    readonly OldImage?: object;
    readonly SizeBytes?: number;
  };
};

export type GetRecords = (
  iterator: string,
  limit?: number,
) => Promise<{ readonly records: readonly WireRecord[]; readonly next: string | undefined }>;

/** Well-formed, for engines that look for it; none on this machine checks who signed. */
const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;

/** @throws with the engine's own words when it refuses, for example because the iterator has grown too old */
export const recordsOf =
  (endpoint: string): GetRecords =>
  async (iterator, limit) => {
    const reply = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDBStreams_20120810.GetRecords',
        authorization,
        'x-amz-date': '20260101T000000Z',
      },
      body: JSON.stringify({ ShardIterator: iterator, Limit: limit }),
    });
    const body = (await reply.json()) as { Records?: WireRecord[]; NextShardIterator?: string };
    if (!reply.ok) throw new Error(`GetRecords: ${reply.status} ${JSON.stringify(body)}`);
    return { records: body.Records ?? [], next: body.NextShardIterator };
  };
