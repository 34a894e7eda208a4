/** The buckets of a template, with whom they let in and whom they tell. */
import type { Model } from './resources.ts';
import type { Bucket } from './s3.ts';

/** @throws when a bucket tells a queue that the template does not have */
export const bucketsOf = (model: Model): Bucket[] => {
  const queues = model.of('AWS::SQS::Queue');
  const sites = model.of('AWS::CloudFront::Distribution').map(({ names }) => names.attributes['DomainName']);
  // The one address of this machine has no certificate.
  const here = (origin: string): string =>
    sites.some((site) => origin === `https://${site}`) ? origin.replace('https:', 'http:') : origin;
  return model.of('AWS::S3::Bucket').map(({ id, names, properties }) => ({
    name: names.ref,
    cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      ...rule,
      AllowedOrigins: rule.AllowedOrigins.map(here),
    })),
    notifications: (properties.NotificationConfiguration?.QueueConfigurations ?? []).map(({ Event, Queue, Filter }) => {
      const queue = queues.find((one) => one.names.attributes['Arn'] === Queue);
      if (!queue) throw new Error(`The bucket ${id} tells ${Queue}, which is no queue here`);
      const rule = (name: 'prefix' | 'suffix') => Filter?.S3Key.Rules.find(({ Name }) => Name === name)?.Value ?? '';
      return { event: Event, prefix: rule('prefix'), suffix: rule('suffix'), queueUrl: queue.names.ref };
    }),
  }));
};
