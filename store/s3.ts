/** The client of the object store: in a file of its own, so that only the functions that need it carry it. */
import { S3Client } from '@aws-sdk/client-s3';
import { clientOf } from './client.ts';

/** One address for all buckets: whatever speaks S3 beside AWS has no host name for each. */
export const s3 = clientOf((settings) => new S3Client({ ...settings, forcePathStyle: true }));
