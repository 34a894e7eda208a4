/**
 * Child process of template.ts, since aws-cdk-lib loads slowly inside jest. Arguments: a folder to work in, and what to
 * synthesize: `standard`, or `others` for everything else. Prints one line of JSON.
 */
import { join } from 'node:path';
import { argv } from 'node:process';
import { Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { newApp, synthesize } from '../../lib/cloud-app.ts';
import { bad, city } from './configurations.ts';
import type { Others } from './template.ts';

const [, , folder = '', what] = argv;

const messageOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Synthesizes one faulty resource under the checks. */
const findings = (name: string, fault: (stack: Stack) => unknown): Promise<string> =>
  messageOf(() => {
    const app = newApp(join(folder, name), true);
    fault(new Stack(app, 'Faulty'));
    app.synth();
  });

const others = async (): Promise<Others> => {
  const refused: Others['refused'] = {};
  for (const [name, configuration] of Object.entries(bad))
    refused[name] = await messageOf(() => synthesize({ outdir: join(folder, name), ...configuration }));
  return {
    city: await synthesize({ outdir: join(folder, 'city'), check: true, ...city }),
    importing: await synthesize({ outdir: join(folder, 'importing'), ...city, table: { version: 1, beside: 2 } }),
    restored: await synthesize({
      outdir: join(folder, 'restored'),
      check: true,
      ...city,
      table: { version: 2, beside: 1 },
    }),
    firewall: await synthesize({ outdir: join(folder, 'firewall'), check: true, part: 'firewall' }),
    refused,
    validator: await findings('validator', (stack) => new CfnQueue(stack, 'Queue', { visibilityTimeout: 99_999 })),
    nag: await findings('nag', (stack) => new CfnBucket(stack, 'Bucket')),
  };
};

const result = await (what === 'standard' ? synthesize({ outdir: folder, check: true }) : others());
console.log(JSON.stringify(result));
