/**
 * npm run verify:template: cdk-nag, the strict CloudFormation validator and cfn-lint over the template of the standard
 * installation, of a city with everything of its own, of one with a restored table, and of the firewall alone. Needs Python.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type SynthesizeOptions, synthesize } from '../../lib/cloud-app.ts';
import { city } from '../lib/configurations.ts';
import { output, pythonPrograms, verify, verifyDir } from './tools.ts';

/** Redundant DependsOn beside a reference: the CDK writes them, and they change nothing. */
const ignored = ['W3005'];

const installations: Readonly<Record<string, Omit<SynthesizeOptions, 'outdir'>>> = {
  Yizhan: {},
  [city.stackName]: city,
  'Nantong-Restored': { ...city, stackName: 'Nantong-Restored', table: { version: 2, beside: 1 } },
  'Yizhan-Firewall': { part: 'firewall' },
};

await verify('verify:template', async () => {
  const programs = pythonPrograms();
  let clean = true;
  for (const [name, given] of Object.entries(installations)) {
    const outdir = join(verifyDir, 'template', name);
    rmSync(outdir, { recursive: true, force: true });
    // Throws what cdk-nag and the validator find.
    const { template } = await synthesize({ outdir, check: true, ...given });
    const regions = name.endsWith('Firewall') ? ['us-east-1'] : ['us-east-1', 'ap-southeast-1', 'eu-central-1'];
    const { code, text } = await output(join(programs, 'cfn-lint'), [
      join(outdir, `${name}.template.json`),
      '--ignore-checks',
      ...ignored,
      '--regions',
      ...regions,
    ]);
    clean &&= code === 0;
    console.log(
      `${code === 0 ? '✓' : '✗'} ${name}: ${Object.keys(template.Resources).length} resources, cdk-nag 0, cfn-lint ${code === 0 ? '0' : 'found'}`,
    );
    if (text.trim()) console.log(text.trim());
  }
  return clean;
});
