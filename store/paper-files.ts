/**
 * Files of papers in object storage. What residents send lies under `incoming/` and is believed by nobody; what was
 * looked into lies under `checked/`, is written once and never again. Browsers meet both only by forms and links that
 * hold for minutes. Keys tell neither whose a file is nor what it was called.
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { largest, type PaperFile, paperTypes } from '../domain/paper.ts';
import { papersBucket } from './client.ts';
import { objectKeyOf, objectPrefix } from './keys.ts';
import { s3 } from './s3.ts';

/** A form that uploads exactly this: one key, one type, one size. `seconds` until it is over. */
export const uploadForm = (
  paperId: string,
  { contentType, bytes }: Pick<PaperFile, 'contentType' | 'bytes'>,
  seconds: number,
): Promise<{ url: string; fields: Record<string, string> }> =>
  createPresignedPost(s3(), {
    Bucket: papersBucket(),
    Key: objectKeyOf.incoming(paperId),
    Expires: seconds,
    Fields: { 'Content-Type': contentType },
    Conditions: [['content-length-range', bytes, bytes]],
  });

/** The paper that an upload belongs to, from the key as a notification writes it; undefined for any other object. */
export const paperOfKey = (encoded: string): string | undefined => {
  const key = decodeURIComponent(encoded.replaceAll('+', ' '));
  return key.startsWith(objectPrefix.incoming) ? key.slice(objectPrefix.incoming.length) : undefined;
};

/** What came in; `null` when it is larger than any paper may be, whose bytes are then not read. @throws when nothing is there */
export const readIncoming = async (paperId: string): Promise<Uint8Array | null> => {
  const { Body, ContentLength = Number.POSITIVE_INFINITY } = await s3().send(
    new GetObjectCommand({ Bucket: papersBucket(), Key: objectKeyOf.incoming(paperId) }),
  );
  if (!Body) throw new Error(`nothing came in for ${paperId}`);
  if (ContentLength <= largest.bytes) return Body.transformToByteArray();
  Body.transformToWebStream()
    .cancel()
    .catch(() => {});
  return null;
};

/** Keeps the very bytes that were looked into. */
export const keepChecked = async (paperId: string, { contentType, sha256 }: PaperFile, Body: Uint8Array) => {
  await s3().send(
    new PutObjectCommand({
      Bucket: papersBucket(),
      Key: objectKeyOf.checked(paperId, sha256),
      Body,
      ContentType: contentType,
    }),
  );
};

const remove = async (Key: string): Promise<void> =>
  void (await s3().send(new DeleteObjectCommand({ Bucket: papersBucket(), Key })));

/** Deleting what is not there is no error. */
export const dropIncoming = (paperId: string): Promise<void> => remove(objectKeyOf.incoming(paperId));
export const dropChecked = (paperId: string, sha256: string): Promise<void> =>
  remove(objectKeyOf.checked(paperId, sha256));

/** Deletes what is there of a paper and every version of before, so that nothing of it can be brought back. */
export const dropVersions = async (paperId: string): Promise<void> => {
  for (const Prefix of [objectKeyOf.incoming(paperId), objectKeyOf.checked(paperId, '')]) {
    let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (marker) {
      const found: ListObjectVersionsCommandOutput = await s3().send(
        new ListObjectVersionsCommand({ Bucket: papersBucket(), Prefix, ...marker }),
      );
      for (const { Key, VersionId } of [...(found.Versions ?? []), ...(found.DeleteMarkers ?? [])])
        await s3().send(new DeleteObjectCommand({ Bucket: papersBucket(), Key, VersionId }));
      marker = found.IsTruncated
        ? {
            ...(found.NextKeyMarker === undefined ? {} : { KeyMarker: found.NextKeyMarker }),
            ...(found.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: found.NextVersionIdMarker }),
          }
        : undefined;
    }
  }
};

/** A link to a checked file, to be saved and not shown: browsers run nothing of it. `seconds` until it is over. */
export const linkTo = (
  paperId: string,
  { contentType, sha256 }: PaperFile,
  { name, seconds }: { name: string; seconds: number },
): Promise<string> =>
  getSignedUrl(
    s3(),
    new GetObjectCommand({
      Bucket: papersBucket(),
      Key: objectKeyOf.checked(paperId, sha256),
      ResponseContentType: contentType,
      ResponseContentDisposition: `attachment; filename="${name}.${paperTypes[contentType].extension}"`,
      ResponseCacheControl: 'no-store',
    }),
    { expiresIn: seconds },
  );
