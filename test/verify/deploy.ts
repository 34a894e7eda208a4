/**
 * npm run verify:deploy [-- --keep]: deploys the synthesized app with the CDK CLI, through CloudFormation, into an AWS
 * emulator that this project did not write, loads the content, drives the journey through the deployed API, counts
 * again, updates, and takes it down. Needs Python. `--keep` leaves it running until Ctrl-C.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize, type TemplateResource } from '../../lib/cloud-app.ts';
import { account, type Emulator, region, startEmulator } from './emulator.ts';
import { audience, clientId, startFront } from './front.ts';
import { output, pythonPrograms, root, verify, verifyDir } from './tools.ts';

const dir = join(verifyDir, 'deploy');
const assembly = join(dir, 'cdk.out');
const stack = 'Yizhan';

type Statement = { Action: string | string[] };

/**
 * On AWS `sqs:SendMessage` allows SendMessageBatch as well. ministack asks for an action of that name, which AWS does
 * not have: the statement gets it for the emulator.
 */
const allowBatches = ({ Type, Properties }: TemplateResource): void => {
  if (Type !== 'AWS::IAM::Policy') return;
  for (const statement of (Properties?.['PolicyDocument'] as { Statement: Statement[] } | undefined)?.Statement ?? []) {
    const actions = [statement.Action].flat();
    if (actions.includes('sqs:SendMessage')) statement.Action = [...actions, 'sqs:SendMessageBatch'];
  }
};

/** What the emulator cannot make or keep to: left out of the template that it is given, each with the reason. */
const cannotMake: readonly { what: string; why: string; is: (resource: TemplateResource) => boolean }[] = [
  {
    what: 'alarm over metric math',
    why: 'AWS::CloudWatch::Alarm with Properties.Metrics is not supported by ministack',
    is: ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined,
  },
];

/** What is made and not proved by it, or not the way it is in the cloud. */
const notProved: readonly (readonly [what: string, why: string])[] = [
  [
    'user pool as the issuer',
    'ministack knows no Fn::GetAtt UserPool.ProviderURL; the app is deployed with an OIDC issuer of its own (context key `identity`), and the JWT authorizer fetches its keys and checks signature, audience and expiry',
  ],
  ['CDN and firewall', 'distribution, policies and web ACL are created; no request passes through an edge or a rule'],
  ['arm64', 'functions run on the Node 24 of this machine, as processes, not in the Lambda image'],
  ['alarms', 'created; whether one rings depends on metrics that ministack does not emit as AWS does'],
  [
    'cdk import of the restored table',
    'ministack imports no AWS::DynamoDB::GlobalTable, and keeps no history: its only moment is now',
  ],
  [
    'recovery to a moment, as the template asks for it',
    'ministack makes an AWS::DynamoDB::GlobalTable without it: switched on by a call before the restore',
  ],
  ['KMS key policies, rotation, object lock in compliance mode', 'stored, not enforced'],
];

const step = (zh: string, en: string): void => console.log(`\n· ${zh} ${en}`);
const ok = (text: string): void => console.log(`  ✓ ${text}`);
const failures: string[] = [];
const check = (truth: boolean, what: string, seen = ''): void => {
  if (truth) return ok(what);
  failures.push(what);
  console.log(`  ✗ ${what}${seen ? `\n${seen}` : ''}`);
};

const program = (name: string): string => join(root, 'node_modules', '.bin', name);
const tail = (text: string, lines = 40): string => text.trim().split('\n').slice(-lines).join('\n');

const cdk = (emulator: Emulator, ...args: string[]) =>
  output(program('cdk'), [...args, '--no-color'], {
    env: { ...emulator.env, CDK_DISABLE_CLI_TELEMETRY: 'true', CI: 'true' },
  });

/** Synthesizes into `dir`, checked, and takes out what the emulator cannot make. */
const synth = async (
  issuer: string,
  limits: Record<string, number> = {},
): Promise<{ made: number; left: string[] }> => {
  rmSync(assembly, { recursive: true, force: true });
  await synthesize({ outdir: assembly, check: true, identity: { issuer, audience, clientId }, limits });
  const file = join(assembly, `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, TemplateResource> };
  const left = new Map<string, number>();
  for (const [id, resource] of Object.entries(template.Resources)) {
    allowBatches(resource);
    const reason = cannotMake.find(({ is }) => is(resource));
    if (!reason) continue;
    delete template.Resources[id];
    const said = `${reason.what}: ${reason.why}`;
    left.set(said, (left.get(said) ?? 0) + 1);
  }
  writeFileSync(file, JSON.stringify(template));
  return { made: Object.keys(template.Resources).length, left: [...left].map(([said, count]) => `${count} × ${said}`) };
};

/** The outputs of the stack after a deployment that succeeded. */
const deploy = async (emulator: Emulator): Promise<Record<string, string> | undefined> => {
  const outputs = join(dir, 'outputs.json');
  const { code, text } = await cdk(
    emulator,
    'deploy',
    '--app',
    assembly,
    '--require-approval',
    'never',
    '--progress',
    'events',
    '--outputs-file',
    outputs,
  );
  writeFileSync(join(dir, 'cdk-deploy.log'), text);
  check(code === 0, 'cdk deploy', tail(text));
  return code === 0 ? JSON.parse(readFileSync(outputs, 'utf8'))[stack] : undefined;
};

/** Asks with botocore, which ministack brings along: requests must be signed. */
const functionsInPython = `
import botocore.session, json
pages = botocore.session.get_session().create_client("lambda").get_paginator("list_functions").paginate()
print(json.dumps([f.get("Environment", {}).get("Variables", {}) for page in pages for f in page["Functions"]]))
`;

/** The environment of the deployed functions, all of them together: what the commands at the console need, too. */
const functionEnvironment = async (programs: string, { env }: Emulator): Promise<Record<string, string>> => {
  const { code, text } = await output(join(programs, 'python'), ['-c', functionsInPython], { env });
  if (code !== 0) throw new Error(text);
  const { NODE_OPTIONS: _, ...all }: Record<string, string> = Object.assign({}, ...JSON.parse(text));
  return all;
};

/** ministack makes a global table without the recovery to a moment that its replica asks for. */
const recoveryInPython = `
import botocore.session, sys
botocore.session.get_session().create_client("dynamodb").update_continuous_backups(
    TableName=sys.argv[1], PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
`;
const allowRecovery = async (programs: string, { env }: Emulator, table: string): Promise<void> => {
  const { code, text } = await output(join(programs, 'python'), ['-c', recoveryInPython, table], { env });
  if (code !== 0) throw new Error(text);
};

const command = (emulator: Emulator, env: Record<string, string>, script: string, ...args: string[]) =>
  output(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: { ...emulator.env, ...env },
  });

const status = async (url: string, token?: string): Promise<number> =>
  (await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })).status;

await verify('verify:deploy', async () => {
  const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
  const programs = pythonPrograms();
  const emulator = await startEmulator(programs, dir);
  const front = await startFront(dir);
  try {
    step('生成云模板', 'Synthesizing, with cdk-nag and the CloudFormation validator');
    const { made, left } = await synth(front.issuer);
    ok(`${made} resources`);
    for (const line of left) console.log(`  – left out: ${line}`);

    step('准备账号', 'Preparing the empty account');
    const bootstrapped = await cdk(emulator, 'bootstrap', `aws://${account}/${region}`, '--app', assembly);
    check(bootstrapped.code === 0, 'cdk bootstrap', tail(bootstrapped.text));

    step('部署', 'Deploying');
    const outputs = await deploy(emulator);
    if (!outputs) return false;
    const apiId = /\/\/([^.]+)\./.exec(outputs['ApiUrl'] ?? '')?.[1] ?? '';
    ok(`ApiUrl ${outputs['ApiUrl']}, TableName ${outputs['TableName']}`);
    front.passTo(apiId, emulator.port);

    step('载入内容', 'Loading the content and the demo people');
    const env = await functionEnvironment(programs, emulator);
    const seeded = await command(emulator, env, 'bin/seed.ts', '--demo');
    check(seeded.code === 0, 'npm run seed -- --demo', tail(seeded.text));

    step('网关', 'The gateway');
    const health = await status(`${front.url}/health`);
    check(health === 200, `GET /health without a token: 200`, String(health));
    const [none, garbage] = [await status(`${front.url}/me`), await status(`${front.url}/me`, 'a.b.c')];
    check(none === 401 && garbage === 401, 'GET /me without a token, or with a false one: 401', `${none} ${garbage}`);
    const nowhere = await status(`${front.url}/no/such/path`);
    check(nowhere === 404, 'a path without a row: 404', String(nowhere));

    step('全程', 'The journey through the deployed API');
    const journey = await command(emulator, {}, 'test/journey/run.ts', '--short', '--url', front.url);
    console.log(journey.text.trim().replaceAll(/^/gm, '  '));
    check(journey.code === 0, 'npm run journey -- --short');

    step('对账与校验', 'Counting again, checking every chain');
    const recount = await command(emulator, env, 'bin/recount.ts');
    check(
      recount.code === 0 && /difference 0\s*$/.test(recount.text),
      'npm run recount: difference 0',
      tail(recount.text),
    );
    const chains = await command(emulator, env, 'bin/verify.ts');
    check(chains.code === 0 && /broken 0\s*$/.test(chains.text), 'npm run verify: broken 0', tail(chains.text));

    step('恢复到某一刻', 'Restoring to a moment: a table beside the one in use');
    await allowRecovery(programs, emulator, env['TABLE_NAME'] ?? '');
    const restored = await command(emulator, env, 'bin/restore.ts', '--at', 'latest');
    check(restored.code === 0, 'npm run restore -- --at latest', tail(restored.text));
    const beside = { ...env, TABLE_NAME: restored.text.trim().split('\n').at(-1) ?? '' };
    const whole = await command(emulator, beside, 'bin/verify.ts');
    check(/broken 0\s*$/.test(whole.text), 'npm run verify on the restored table: broken 0', tail(whole.text));
    const counted = await command(emulator, beside, 'bin/recount.ts');
    check(/difference 0\s*$/.test(counted.text), 'npm run recount on it: difference 0', tail(counted.text));

    step('升级', 'Updating in place: another limit');
    await synth(front.issuer, { searches: 61 });
    if (await deploy(emulator)) {
      const after = await functionEnvironment(programs, emulator);
      check(JSON.parse(after['LIMITS'] ?? '{}').searches === 61, 'the functions have the new limit');
      const again = await command(emulator, {}, 'test/journey/run.ts', '--short', '--url', front.url);
      check(again.code === 0, 'the journey again, on the same data', tail(again.text));
    }

    if (values.keep) {
      console.log(`\n${front.url} · AWS_ENDPOINT_URL=${emulator.url} · Ctrl-C`);
      await once(process, 'SIGINT');
    }
    step('撤除', 'Taking the stack down');
    const destroyed = await cdk(emulator, 'destroy', '--app', assembly, '--force');
    check(destroyed.code === 0, 'cdk destroy', tail(destroyed.text));
    const kept = await command(emulator, env, 'bin/recount.ts');
    check(kept.code === 0, 'the table outlives it: npm run recount still reads all', tail(kept.text));

    step('没有证明的', 'Not proved by this');
    for (const [what, why] of notProved) console.log(`  – ${what}: ${why}`);
    console.log(
      failures.length === 0
        ? '\nverify:deploy 0 failures'
        : `\nverify:deploy ${failures.length} failures: ${failures.join('; ')}`,
    );
    return failures.length === 0;
  } finally {
    front.stop();
    emulator.stop();
  }
});
