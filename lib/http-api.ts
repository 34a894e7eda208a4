import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acceptFinding } from './accept-finding.ts';
import type { LimitName } from '../contract/limits.ts';
import type { Route, functions } from '../contract/route.ts';
import type { Identity } from './identity.ts';
import type { ServiceFunction } from './service-function.ts';

export type HttpFunctions = Readonly<Record<(typeof functions)[number], ServiceFunction>>;

/** Requests a second over all callers, and how many may come at once: the peak burst of the load model, 1,300. */
const throttle = { rateLimit: 1_500, burstLimit: 3_000 };
type Throttle = { readonly rate: number; readonly burst: number };
/** Each route open to anybody: a flood from strangers must not use up what signed-in people need. */
const publicThrottle: Throttle = { rate: 300, burst: 600 };
/**
 * Requests a second over all callers to what costs or discloses much, each route by itself: many accounts at once must
 * not take from filing and from the desks. Ten times what 2,005 stations with thirty visitors a day need at their peak.
 */
const throttles: Partial<Record<LimitName, Throttle>> = {
  uploads: { rate: 300, burst: 600 },
  disclosures: { rate: 200, burst: 400 },
  searches: { rate: 100, burst: 200 },
  registration: { rate: 50, burst: 100 },
  verification: { rate: 100, burst: 200 },
  mandates: { rate: 50, burst: 100 },
  analysis: { rate: 50, burst: 100 },
  exports: { rate: 20, burst: 40 },
  'own-export': { rate: 20, burst: 40 },
  'own-erasure': { rate: 20, burst: 40 },
  audit: { rate: 20, burst: 40 },
  administration: { rate: 50, burst: 100 },
};

/** A route's settings as CloudFormation spells them (the construct library passes them on as they are); none: the stage's. */
const settingsOf = ({ access, limit }: Route): Record<string, unknown> | undefined => {
  const throttle = (limit && throttles[limit]) ?? (access === 'public' ? publicThrottle : undefined);
  return (
    throttle && {
      ThrottlingRateLimit: throttle.rate,
      ThrottlingBurstLimit: throttle.burst,
      DetailedMetricsEnabled: true,
    }
  );
};

/**
 * One line per request. No path, query or user agent: they carry ticket numbers and search words; the route key says
 * which operation it was. No IP address either: it is personal information, and limits per address are set before
 * the CDN, see lib/web-firewall.ts.
 */
const accessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
};

/** The HTTP API: routes from rows, tokens checked at the gateway. CORS stays closed: pages come from the same origin. */
export class ServiceApi extends Construct {
  readonly api: HttpApi;
  /** Address of the API, ends in `/`. */
  readonly url: string;
  /** One line of JSON for each request. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.api = new HttpApi(this, 'Api', { apiName: stackName, createDefaultStage: false });
    this.url = `${this.api.apiEndpoint}/`;
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Opens the API: one route per row, and the stage that serves them. Called once. */
  serve(rows: readonly Route[], by: HttpFunctions, { issuer, audience }: Identity): void {
    const signedIn = new HttpJwtAuthorizer('SignedIn', issuer, { jwtAudience: [audience] });
    const anybody = new HttpNoneAuthorizer();
    // One integration and one permission per function: a permission per route would outgrow the function's policy.
    const integrations = Object.fromEntries(
      Object.entries(by).map(([name, fn]) => [
        name,
        new HttpLambdaIntegration(`${name}-integration`, fn, { scopePermissionToRoute: false }),
      ]),
    );
    const routes = rows.flatMap((row) => {
      const integration = integrations[row.function];
      if (!integration)
        throw new Error(`没有函数 ${row.function}。No function ${row.function} for ${row.method} ${row.path}.`);
      const open = row.access === 'public';
      const authorizer = open ? anybody : signedIn;
      const added = this.api.addRoutes({ path: row.path, methods: [HttpMethod[row.method]], integration, authorizer });
      if (open)
        for (const route of added)
          acceptFinding(route, 'AwsSolutions-APIG4', 'Its row in contract/routes.ts is public.');
      return added;
    });
    const stage = this.stage();
    const settings = rows.flatMap((row) => {
      const found = settingsOf(row);
      return found ? [[`${row.method} ${row.path}`, found]] : [];
    });
    const resource = stage.node.defaultChild;
    if (resource instanceof CfnStage) resource.routeSettings = Object.fromEntries(settings);
    // The gateway refuses limits for a route that does not exist yet.
    stage.node.addDependency(...routes);
  }

  private stage(): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle,
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}
