/** A batch of the stream of which something fails. The clock of the call is simulated: each try takes a second of it. */
import { beforeEach, expect, jest, test } from '@jest/globals';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { follow } from '../../lambdas/edge/stream.ts';
import { compress } from '../../store/compression.ts';
import { eventOfImage } from '../../store/stream-image.ts';

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => {}));

/** As Lambda hands it over: bytes are base64 text. */
const image = (event: object) => ({ event: { B: Buffer.from(compress(event)).toString('base64') } });
const batch = (length: number) =>
  ({
    Records: Array.from({ length }, (_, sequence) => ({
      dynamodb: { SequenceNumber: `S${sequence}`, NewImage: image({ sequence }) },
    })),
  }) as unknown as DynamoDBStreamEvent;

/** What is reported, and which events had their effect, when batches and some events fail. */
const followed = async (length: number, { bad = [], seconds = 60 }: { bad?: number[]; seconds?: number }) => {
  let left = seconds * 1_000;
  const done: number[] = [];
  const handler = follow(async (events) => {
    left -= 1_000;
    if (events.length > 1 || events.some(({ sequence }) => bad.includes(sequence))) throw new Error('no room');
    done.push(...events.map(({ sequence }) => sequence));
  });
  const context = { getRemainingTimeInMillis: () => left } as unknown as Context;
  const { batchItemFailures } = await handler(batch(length), context);
  return { reported: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), done, left };
};

test('the good records have their effect, and the first bad one is reported', async () => {
  expect(await followed(5, { bad: [1, 3] })).toMatchObject({ reported: ['S1'], done: [0, 2, 4] });
  expect(await followed(5, {})).toMatchObject({ reported: [], done: [0, 1, 2, 3, 4] });
});

test('what there is no time for is reported before the call is ended: what was done is not begun again', async () => {
  const { reported, done, left } = await followed(1_000, {});
  expect(reported).toEqual([`S${done.length}`]);
  expect(done.length).toBeGreaterThan(30);
  expect(left).toBeGreaterThan(1_000);
  // A bad one before is where the mapping goes on from.
  expect((await followed(1_000, { bad: [2] })).reported).toEqual(['S2']);
});

test('an event that a release before compression has written is read as it is', () => {
  const event = { sequence: 7, type: 'Signed' };
  expect(eventOfImage({ event: { M: { sequence: { N: '7' }, type: { S: 'Signed' } } } })).toEqual(event);
  expect(eventOfImage(image(event))).toEqual(event);
});
