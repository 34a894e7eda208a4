import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';

/** Five minutes, as all of the limits below. */
const window = 300;
/**
 * Requests of one address in five minutes. Behind one address may stand a street's service hall, fifty PCs that look
 * once in ten seconds, or a mobile network's gateway with hundreds of phones.
 */
const perAddress = 6_000;
/** The same for what anybody may send without signing in: somebody tracks a request, not a hundred. */
const perAddressUnsigned = 300;

const metric = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples hold addresses and paths of people.
  sampledRequestsEnabled: false,
});

const managed = (name: string, priority: number, counted: readonly string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: `AWSManagedRules${name}`,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: metric(name),
});

/** 429 as the service itself would say it. */
const tooMany = 'too-many';
const refusal = JSON.stringify({
  type: 'about:blank',
  status: 429,
  title: '请求过于频繁 Too many requests',
  detail:
    '这个网络地址五分钟内的请求太多，请过五分钟再试。您填写的内容没有丢失。Too many requests came from this network address; try again in five minutes. What you typed is kept.',
});

const limited = (
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: tooMany,
        responseHeaders: [{ name: 'Retry-After', value: String(window) }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      limit,
      evaluationWindowSec: window,
      aggregateKeyType: 'IP',
      ...(scopeDownStatement && { scopeDownStatement }),
    },
  },
  visibilityConfig: metric(name),
});

const matches = (
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  positionalConstraint: string,
  searchString: string,
): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch,
    positionalConstraint,
    searchString,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

const either = (statements: CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty =>
  statements.length === 1 && statements[0] ? statements[0] : { orStatement: { statements } };

/** Posts that need no token, by the beginnings of their paths. */
const unsignedPosts = (): CfnWebACL.StatementProperty | undefined => {
  const rows: readonly Route[] = Object.values(routes);
  const paths = rows
    .filter(({ access, method }) => access === 'public' && method === 'POST')
    .map(({ path }) => path.replace(/\{.*$/, ''));
  if (paths.length === 0) return undefined;
  const starts = [...new Set(paths)].map((path) => matches({ uriPath: {} }, 'STARTS_WITH', path));
  return { andStatement: { statements: [matches({ method: {} }, 'EXACTLY', 'POST'), either(starts)] } };
};

/**
 * The web application firewall before the CDN: limits per address, known bad addresses and requests. CloudFormation
 * makes it in us-east-1 only. Rules that look for attacks in the body count and do not block: a body holds people's
 * words and answers, which may quote anything, and the service itself checks every field.
 */
export class WebFirewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const unsigned = unsignedPosts();
    const acl = new CfnWebACL(this, 'Acl', {
      name: stackName,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      customResponseBodies: { [tooMany]: { contentType: 'APPLICATION_JSON', content: refusal } },
      rules: [
        limited('PerAddress', 0, perAddress),
        ...(unsigned ? [limited('PerAddressUnsigned', 1, perAddressUnsigned, unsigned)] : []),
        managed('AmazonIpReputationList', 2),
        managed('KnownBadInputsRuleSet', 3),
        managed('CommonRuleSet', 4, [
          'SizeRestrictions_BODY',
          'CrossSiteScripting_BODY',
          'EC2MetaDataSSRF_BODY',
          'GenericLFI_BODY',
          'GenericRFI_BODY',
        ]),
      ],
      visibilityConfig: metric(stackName),
    });
    this.arn = acl.attrArn;
  }
}

/** The firewall alone, for installations in another region than us-east-1: its ARN is their `webAclArn`. */
export class WebFirewallStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Yizhan: firewall before the CDN', env: { region: 'us-east-1' } });
    const { arn } = new WebFirewall(this, 'Firewall');
    this.exportValue(arn, { name: `${id}-arn` });
  }
}
