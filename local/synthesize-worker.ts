/** Runs as a process of its own: calls the builder, hands the template back, and ends. */
import { synthesize } from '../lib/cloud-app.ts';
import type { GivenConfiguration } from '../lib/configuration.ts';

export type LocalConfiguration = Pick<GivenConfiguration, 'dataKey' | 'indexKey' | 'retention'> & {
  identity: { issuer: string; audience: string; clientId: string };
  limits: NonNullable<GivenConfiguration['limits']>;
};
export type SynthesizeInput = LocalConfiguration & { outdir: string };
export type Synthesized = Awaited<ReturnType<typeof synthesize>>;

const input: SynthesizeInput = JSON.parse(process.argv[2] ?? '{}');
const result = await synthesize(input);
process.send?.(result, () => process.disconnect());
