/** What this installation chose in `cdk.json` and holds on one machine, too. */
import { readFileSync } from 'node:fs';
import type { LocalConfiguration } from './synthesize-worker.ts';

type Chosen = Pick<LocalConfiguration, 'dataKey' | 'indexKey' | 'retention'>;

/** The CDK hands its context to an app in this variable; what stands there is used instead of the file. */
const variable = 'CDK_CONTEXT_JSON';

export const installation = (env: NodeJS.ProcessEnv = process.env): Chosen => {
  const file: { context?: Chosen } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  const { dataKey, indexKey, retention }: Chosen =
    env[variable] === undefined ? (file.context ?? {}) : JSON.parse(env[variable]);
  return { ...(dataKey ? { dataKey } : {}), ...(indexKey ? { indexKey } : {}), ...(retention ? { retention } : {}) };
};
