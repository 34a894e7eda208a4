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

/** Records that are kept for whoever reads the same stream a little later. */
const kept = 5_000;

/**
 * Several functions follow one stream, each at its own pace. What one of them has just read is not asked of the engine
 * again: its pages are kept by the iterator at which they begin, and lead on to each other.
 */
export const sharedRecords = (getRecords: GetRecords): GetRecords => {
  type Page = Awaited<ReturnType<GetRecords>>;
  const pages = new Map<string, Page>();
  let held = 0;
  const drop = (iterator: string): void => {
    held -= pages.get(iterator)?.records.length ?? 0;
    pages.delete(iterator);
  };
  const read = async (iterator: string, limit: number | undefined): Promise<Page> => {
    const page = await getRecords(iterator, limit);
    drop(iterator);
    // What is empty now can have records in a moment.
    if (page.records.length > 0) pages.set(iterator, page);
    held += page.records.length;
    for (const oldest of pages.keys()) {
      if (held <= kept) break;
      drop(oldest);
    }
    return page;
  };
  return async (iterator, limit) => {
    let page = pages.get(iterator) ?? (await read(iterator, limit));
    const fits = (more: Page): boolean => limit === undefined || page.records.length + more.records.length <= limit;
    for (let more; page.next && (more = pages.get(page.next)) && fits(more);)
      page = { records: [...page.records, ...more.records], next: more.next };
    return page;
  };
};
