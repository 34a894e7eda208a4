/** What a running installation tells the commands beside it, through `<data>/system.json`. */
import { region } from './template.ts';
import { commonPrefix } from './functions.ts';
import type { Model } from './resources.ts';

export type System = {
  readonly pid: number;
  /** Address of the API and the web pages. */
  readonly url: string;
  readonly issuer: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly region: string;
  readonly tableName: string | undefined;
  /** Everything that any function has in its environment, and what reaches the engines. */
  readonly environment: Readonly<Record<string, string>>;
  /** By name, without the prefix that all queues share. */
  readonly queues: Readonly<Record<string, { readonly url: string; readonly deadLetterUrl?: string }>>;
  /** Folder with one file per function. */
  readonly logs: string;
};

export const systemOf = (model: Model, given: Pick<System, 'url' | 'issuer' | 'endpoints' | 'logs'>): System => {
  const queues = model.of('AWS::SQS::Queue').map(({ names, properties }) => ({
    name: names.attributes['QueueName'] ?? '',
    arn: names.attributes['Arn'],
    url: names.ref,
    deadArn: properties.RedrivePolicy?.deadLetterTargetArn,
  }));
  const prefix = commonPrefix(queues.map(({ name }) => name));
  const variables: Record<string, string> = Object.assign(
    {},
    ...model.of('AWS::Lambda::Function').map(({ properties }) => properties.Environment?.Variables ?? {}),
  );
  return {
    pid: process.pid,
    ...given,
    region,
    tableName: variables['TABLE_NAME'],
    environment: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      ...given.endpoints,
      ...variables,
    },
    queues: Object.fromEntries(
      queues.map(({ name, url, deadArn }) => {
        const dead = queues.find(({ arn }) => arn === deadArn);
        return [name.slice(prefix.length), { url, ...(dead ? { deadLetterUrl: dead.url } : {}) }];
      }),
    ),
  };
};
