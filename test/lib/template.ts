/** Synthesizes templates in a child process, and asks them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template, TemplateResource } from '../../lib/cloud-app.ts';

export type Synthesized = { template: Template; assetsDir: string };
/** An installation configured otherwise, and the messages of whatever was refused. */
export type Others = {
  city: Synthesized;
  /** The city while its restored table is imported, and when that is in service. */
  importing: Synthesized;
  restored: Synthesized;
  firewall: Synthesized;
  refused: Record<string, string>;
  validator: string;
  nag: string;
};

const child = (folder: string, what: string): unknown => {
  const script = join(import.meta.dirname, 'synthesize-child.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, folder, what],
    { encoding: 'utf8', timeout: 240_000, maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`synthesis failed (${String(status)}): ${stderr}`);
  return JSON.parse(stdout);
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'yizhan-cloud-'));
/** The installation without any configuration, checked. */
export const synthesizeStandard = (folder: string) => child(folder, 'standard') as Synthesized;
export const synthesizeOthers = (folder: string) => child(folder, 'others') as Others;

export type Reference = { Ref?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]] };
export type Statement = {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: unknown;
};

/** The properties that the tests read, of whichever resource has them. */
export type Properties = {
  AlarmActions?: Reference[];
  Architectures?: string[];
  AuthorizationType?: string;
  AuthorizerId?: Reference;
  DeadLetterConfig?: unknown;
  DefaultRouteSettings?: { ThrottlingRateLimit: number };
  DestinationConfig?: { OnFailure: { Destination: Reference } };
  DistributionConfig?: {
    WebACLId: Reference;
    DefaultCacheBehavior: { CachePolicyId: unknown };
    CacheBehaviors: { PathPattern: string; CachePolicyId: unknown }[];
    Origins: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[] }[];
  };
  Dimensions?: { Name: string; Value: Reference }[];
  Enabled?: boolean;
  Environment?: { Variables: Record<string, unknown> };
  EventSourceArn?: Reference;
  FilterCriteria?: { Filters: { Pattern: string }[] };
  FunctionName?: string | Reference;
  FunctionResponseTypes?: string[];
  IntegrationUri?: Reference;
  LoggingConfig?: { LogGroup: Reference };
  MetricName?: string;
  PolicyDocument?: { Statement: Statement[] };
  QueueName?: string;
  Queues?: Reference[];
  RedrivePolicy?: { deadLetterTargetArn: Reference; maxReceiveCount: number };
  Role?: Reference;
  Roles?: Reference[];
  RouteKey?: string;
  RouteSettings?: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }>;
  Rules?: {
    Name: string;
    Statement: {
      RateBasedStatement?: { Limit: number };
      ManagedRuleGroupStatement?: { RuleActionOverrides: { Name: string; ActionToUse: unknown }[] };
    };
  }[];
  ScheduleExpression?: string;
  Target?: Reference;
  Targets?: { Arn: Reference }[];
  Timeout?: number;
  VisibilityTimeout?: number;
};
export type Named = { id: string; properties: Properties; assetPath: unknown; deletionPolicy: string | undefined };

/** Every resource of the type. */
export const all = ({ Resources }: Template, type: string): Named[] =>
  Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({
      id,
      properties: resource.Properties ?? {},
      assetPath: resource.Metadata?.['aws:asset:path'],
      deletionPolicy: resource.DeletionPolicy,
    }));

/** The one resource among these with that id. */
export const byId = (resources: readonly Named[], id: string): Named => {
  const found = resources.find((resource) => resource.id === id);
  if (!found) throw new Error(`no resource ${id}`);
  return found;
};

/** The logical id that a `Ref` or `Fn::GetAtt` points at, also inside a join such as `<Table.Arn>/index/byAlarm`. */
export const target = (value: unknown): string => {
  const id = /"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/.exec(JSON.stringify(value) ?? '')?.[1];
  if (!id) throw new Error(`no reference: ${JSON.stringify(value)}`);
  return id;
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The statements of a function's policies. */
export const statements = (template: Template, fn: Named): Statement[] =>
  all(template, 'AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles?.some((role) => target(role) === target(fn.properties.Role)))
    .flatMap(({ properties }) => properties.PolicyDocument?.Statement ?? []);

/** What a function may do: each action with each resource. */
export const permissions = (template: Template, fn: Named): { action: string; resource: unknown }[] =>
  statements(template, fn).flatMap(({ Action, Resource }) =>
    list(Action).flatMap((action) => list(Resource).map((resource) => ({ action: String(action), resource }))),
  );

/** What a function may do with one service, e.g. `kms`. */
export const actionsOf = (template: Template, fn: Named, service: string): string[] =>
  permissions(template, fn)
    .map(({ action }) => action)
    .filter((action) => action.startsWith(`${service}:`));

/** Ids of the resources that CloudFormation makes before this one. */
export const needed = ({ Resources }: Template, resource: TemplateResource): string[] => {
  const { DependsOn = [] } = resource;
  const text = JSON.stringify(resource.Properties ?? {});
  const references = [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"([^"]+)"/g)].map(([, id = '']) => id);
  const substituted = [...text.matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, id = '']) => id);
  return [...references, ...substituted, ...[DependsOn].flat()].filter((id) => id in Resources);
};
