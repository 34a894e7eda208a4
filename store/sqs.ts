/** The client of the queues: in a file of its own, so that only the functions that need it carry it. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOf } from './client.ts';

export const sqs = clientOf((settings) => new SQSClient(settings));
