/**
 * That somebody was erased, written down outside of the table: a table restored to a moment before has the person's key
 * again, and these records say whom to erase once more. They lie beside the anchors, locked; ids of files are in them,
 * and nothing that leads to a person without those.
 */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { erasuresFolder } from '../contract/environment.ts';
import type { Erasure } from '../domain/erasure.ts';
import { type CivilDate, dateOf, type Instant } from '../domain/time.ts';
import { anchorsBucket } from './client.ts';
import { s3 } from './s3.ts';

/** Sorts as text as it does in time. */
const nameOf = ({ residentId }: Erasure, now: Instant): string => `${erasuresFolder}${dateOf(now)}/${residentId}.json`;

/** Written before the first thing is taken away. */
export const noteErasure = async (erasure: Erasure, now: Instant): Promise<void> => {
  await s3().send(
    new PutObjectCommand({
      Bucket: anchorsBucket(),
      Key: nameOf(erasure, now),
      Body: JSON.stringify(erasure),
      ContentType: 'application/json',
    }),
  );
};

type Noted = { residentId: string; read: () => Promise<Erasure> };

const load = async (Key: string): Promise<Erasure> => {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: anchorsBucket(), Key }));
  return JSON.parse((await Body?.transformToString()) ?? '') as Erasure;
};

/** Everybody who was erased on this day or later, oldest first; what is known of it is read when asked for. */
export async function* notedErasures(since: CivilDate): AsyncGenerator<Noted, void, void> {
  let token: string | undefined;
  do {
    const found = await s3().send(
      new ListObjectsV2Command({
        Bucket: anchorsBucket(),
        Prefix: erasuresFolder,
        StartAfter: `${erasuresFolder}${since}`,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Key } of found.Contents ?? []) {
      const [, residentId] = /\/([^/]+)\.json$/.exec(Key ?? '') ?? [];
      if (Key !== undefined && residentId !== undefined && Key > `${erasuresFolder}${since}`)
        yield { residentId, read: () => load(Key) };
    }
    token = found.NextContinuationToken;
  } while (token !== undefined);
}
