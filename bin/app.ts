/** Synthesizes the cloud: `npm run synth`, and the CDK CLI through cdk.json. */
import { join, relative } from 'node:path';
import { synthesize } from '../lib/cloud-app.ts';

const started = performance.now();
// Set by the CDK CLI, which then reads the assembly from there.
const outdir = process.env.CDK_OUTDIR ?? 'cdk.out';
const { template, assetsDir } = await synthesize({ outdir, check: true });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const where = relative(process.cwd(), join(assetsDir, 'manifest.json'));
console.log(`${Object.keys(template.Resources).length} resources, ${seconds} s, checked: ${where}`);
