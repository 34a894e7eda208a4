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
import type { Route, functions } from '../contract/route.ts';
import type { Identity } from './identity.ts';
import type { ServiceFunction } from './service-function.ts';

export type HttpFunctions = Readonly<Record<(typeof functions)[number], ServiceFunction>>;

/** Requests a second over all callers, and how many may come at once: the peak burst of the load model, 1,300. */
const throttle = { rateLimit: 1_500, burstLimit: 3_000 };
/** Each route open to anybody: a flood from strangers must not use up what signed-in people need. */
const publicThrottle = { throttlingRateLimit: 300, throttlingBurstLimit: 600 };

/**
 * One line per request. No path, query or user agent: they carry ticket numbers and search words; the route key says
 * which operation it was. No IP address either: it is personal information, and limits per address are set at the
 * edge of the network, which keeps its own log.
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

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.api = new HttpApi(this, 'Api', { apiName: stackName, createDefaultStage: false });
    this.url = `${this.api.apiEndpoint}/`;
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
    const open = rows.filter((row) => row.access === 'public');
    const limits = open.map((row) => [`${row.method} ${row.path}`, publicThrottle]);
    const resource = stage.node.defaultChild;
    if (resource instanceof CfnStage) resource.routeSettings = Object.fromEntries(limits);
    // The gateway refuses limits for a route that does not exist yet.
    stage.node.addDependency(...routes);
  }

  private stage(): HttpStage {
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle,
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}
