/** The bucket behind the CDN that holds the web pages. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from './s3.ts';

export type PageFile = { path: string; body: Uint8Array; contentType: string; cacheControl: string };

export const putPageFile = async (
  bucket: string,
  { path, body, contentType, cacheControl }: PageFile,
): Promise<void> => {
  await s3().send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: path,
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
    }),
  );
};
