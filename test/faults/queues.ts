/** The queues of a running system, looked at and written to as a stranger would. */
import type { LocalSystem } from '../support/local-system.ts';

export const queueOf = (system: LocalSystem, name: string): { url: string; deadLetterUrl: string } => {
  const pair = Object.entries(system.system.queues).find(([each]) => each.endsWith(name))?.[1];
  if (!pair?.deadLetterUrl) throw new Error(`no queue ${name} with dead letters`);
  return { url: pair.url, deadLetterUrl: pair.deadLetterUrl };
};

export const sqs = async (url: string, action: string, body: object) => {
  const reply = await fetch(new URL(url).origin, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify({ QueueUrl: url, ...body }),
  });
  return (await reply.json()) as { Attributes?: Record<string, string> };
};

/** Messages in the queue, those in somebody's hands included. */
export const waiting = async (url: string): Promise<number> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  const { Attributes = {} } = await sqs(url, 'GetQueueAttributes', { AttributeNames: names });
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
};
