import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { markHeader } from '../contract/environment.ts';
import type { Route } from '../contract/route.ts';
import { acceptFinding } from './accept-finding.ts';
import { privateBucket } from './private-bucket.ts';
import { contentSecurityPolicy } from './web-files.ts';

export type WebSiteProps = {
  /** Address of the API, `https://…` without a path. */
  readonly apiAddress: string;
  readonly rows: readonly Route[];
  /** What the CDN says to the API so that it is believed about who asked; nobody outside of the account knows it. */
  readonly mark: string;
  /** Other origins that the pages call: the papers' bucket, the issuer. */
  readonly reachable: readonly string[];
  /** ARN of the firewall. */
  readonly webAclArn: string;
  /** The city's own name for the desk with its certificate (of us-east-1); without it, a name that AWS gives. */
  readonly ownName?: { readonly domainName: string; readonly certificateArn: string } | undefined;
};

/** A page's address has no dot in its last part: every page is the shell, which knows the page or says it is none. */
const toShell = `function handler(event) {
  var request = event.request;
  if (request.uri.split('/').pop().indexOf('.') < 0) request.uri = '/index.html';
  return request;
}`;

const year = Duration.days(365);

/** Of pages and replies alike. */
const guards: ResponseSecurityHeadersBehavior = {
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
  strictTransportSecurity: { accessControlMaxAge: year, includeSubdomains: true, override: true },
};

/** First words of the API's paths, with whether all below one is the same for everybody. */
export const apiWords = (rows: readonly Route[]): ReadonlyMap<string, boolean> => {
  const words = new Map<string, boolean>();
  for (const { path, access, method, maxAge } of rows) {
    const word = path.split('/')[1] ?? '';
    words.set(word, (words.get(word) ?? true) && access === 'public' && method === 'GET' && maxAge > 0);
  }
  return words;
};

/**
 * The pages and the API at one origin: a private bucket behind the CDN, the API's paths passed on by their first word.
 * `npm run publish:web` fills the bucket.
 */
export class WebSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** Where people open the pages, ends in `/`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: WebSiteProps) {
    super(scope, id);
    const { ownName } = props;
    this.bucket = this.pages();
    const api = this.api(props);
    const shown: ResponseSecurityHeadersBehavior = {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(props.reachable), override: true },
      ...guards,
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: Stack.of(this).stackName,
      webAclId: props.webAclArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      ...(ownName && {
        domainNames: [ownName.domainName],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', ownName.certificateArn),
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        // Each file says how long it may be kept, see bin/publish-web.ts.
        cachePolicy: this.asTheOriginSays('Pages', CacheQueryStringBehavior.none()),
        responseHeadersPolicy: new ResponseHeadersPolicy(this, 'PageHeaders', { securityHeadersBehavior: shown }),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'ToShell', {
              code: FunctionCode.fromInline(toShell),
              runtime: FunctionRuntime.JS_2_0,
            }),
          },
        ],
      },
      additionalBehaviors: api,
    });
    this.url = `https://${ownName?.domainName ?? this.distribution.distributionDomainName}/`;
    this.accept(ownName !== undefined);
  }

  private pages(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      ...privateBucket,
      // Yesterday's pages can be put back.
      lifecycleRules: [{ id: 'earlier', noncurrentVersionExpiration: Duration.days(90) }],
    });
    acceptFinding(bucket, 'AwsSolutions-S1', 'Only the CDN reads it, and what lies there is public.');
    return bucket;
  }

  /** What the origin's reply allows, and nothing where it does not. */
  private asTheOriginSays(id: string, queryStringBehavior: CacheQueryStringBehavior): CachePolicy {
    return new CachePolicy(this, `${id}Kept`, {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: year,
      queryStringBehavior,
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  private api({ apiAddress, rows, mark }: WebSiteProps): Record<string, BehaviorOptions> {
    const passedOn: BehaviorOptions = {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', apiAddress)), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        customHeaders: { [markHeader]: mark },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The gateway knows itself by its own name.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'ReplyHeaders', {
        securityHeadersBehavior: guards,
      }),
    };
    const forEverybody: BehaviorOptions = {
      ...passedOn,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: this.asTheOriginSays('Api', CacheQueryStringBehavior.all()),
    };
    return Object.fromEntries(
      [...apiWords(rows)].flatMap(([word, isPublic]) =>
        // A word with a dot is a file of its own; below every other there may be more.
        (word.includes('.') ? [`/${word}`] : [`/${word}`, `/${word}/*`]).map((path) => [
          path,
          isPublic ? forEverybody : passedOn,
        ]),
      ),
    );
  }

  private accept(hasOwnName: boolean): void {
    const { distribution } = this;
    acceptFinding(
      distribution,
      'AwsSolutions-CFR1',
      'Residents ask from abroad too; whom to shut out is no rule of the desk.',
    );
    acceptFinding(
      distribution,
      'AwsSolutions-CFR3',
      'Its log would keep addresses of people beside what they asked for.',
    );
    if (!hasOwnName)
      acceptFinding(distribution, 'AwsSolutions-CFR4', 'The name that AWS gives comes with its own TLS settings.');
  }
}
