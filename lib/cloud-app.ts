/** The one builder of the cloud: bin, local and the tests all call it. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import catalogue from '../data/service-catalogue.json' with { type: 'json' };
import { bundle } from './bundle.ts';
import { type GivenConfiguration, readConfiguration } from './configuration.ts';
import { ServiceDeskStack } from './service-desk-stack.ts';
import { WebFirewallStack } from './web-firewall.ts';

/** A CloudFormation template, as far as a reader needs it typed. */
export type Template = {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
};
export type TemplateResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  /** A function's `aws:asset:path` is its folder, relative to `assetsDir`. */
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

export type SynthesizeOptions = GivenConfiguration & {
  /** Folder for the cloud assembly: bundles, assets, template. Created if need be. */
  readonly outdir: string;
  /** Runs cdk-nag and the strict CloudFormation validator: seconds, wanted before a deployment and in the tests. */
  readonly check?: boolean;
};

/** Station work travels through the queue `stations`; every other department of the catalogue has a queue of its own. */
const departments = catalogue.departments.map(({ id }) => id).filter((id) => id !== 'station');

/** Any finding is an error, and is thrown with its text instead of printed. */
const strict = {
  '@aws-cdk/core:strictCfnValidateErrors': true,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:appMode': 'inmemory',
};

/** An empty app. With `check`, its synthesis throws what cdk-nag and the strict CloudFormation validator find. */
export const newApp = (outdir: string, check: boolean): App => {
  const app = new App({
    outdir,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: check,
    context: {
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:disable-stack-trace': true,
      '@aws-cdk/aws-iam:minimizePolicies': true,
      ...(check ? strict : {}),
    },
  });
  if (check) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
};

/**
 * Bundles every function and synthesizes the stack, in this process and without an AWS account.
 *
 * @throws when a bundle does not compile, the configuration does not fit, or (`check`) a finding is not accepted; the
 * message has the findings.
 */
export const synthesize = async ({
  outdir,
  check = false,
  ...given
}: SynthesizeOptions): Promise<{ template: Template; assetsDir: string }> => {
  const assetsDir = resolve(outdir);
  const bundles = join(assetsDir, 'bundles');
  mkdirSync(bundles, { recursive: true });
  removeOldAssets(assetsDir);
  await bundle(bundles);
  const app = newApp(assetsDir, check);
  const { stackName, part, ...configuration } = readConfiguration(app.node, given);
  const stack =
    part === 'firewall'
      ? new WebFirewallStack(app, `${stackName}-Firewall`)
      : new ServiceDeskStack(app, stackName, { bundles, departments, ...configuration });
  const template: Template = app.synth().getStackByName(stack.stackName).template;
  return { template, assetsDir };
};

/** Assets are named by their content, so those of earlier code would pile up. */
const removeOldAssets = (outdir: string): void => {
  for (const name of readdirSync(outdir))
    if (/^asset\.[0-9a-f]{64}$/.test(name)) rmSync(join(outdir, name), { recursive: true });
};
