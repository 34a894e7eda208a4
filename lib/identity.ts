import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRecovery, Mfa, OAuthScope, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acceptFinding } from './accept-finding.ts';

/** Who issues the tokens that the API accepts, and for whom they must be meant. */
export type Identity = {
  /** Issuer URL (`iss`), without the trailing part `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** Client or audience (`aud` or `client_id`). */
  readonly audience: string;
  /** The public client as which the web pages sign people in. */
  readonly clientId: string;
  /** What the pages ask for when they do. */
  readonly scopes: readonly string[];
  /** Where the pages call it: its configuration, its token endpoint. */
  readonly origins: readonly string[];
};

export type UserPoolIdentityProps = {
  /** Where the browser returns after signing in and out, e.g. `https://yizhan.example.cn/`. */
  readonly webAddress: string;
};

/**
 * Sign-in for an installation whose city has no identity provider of its own. Anybody may open an account with an e-mail
 * address that they confirm: an account is nobody to the desk until it registers, an unverified resident until a clerk
 * has seen the ID card, and staff only once an administrator has said so (docs/adr, accounts).
 */
export class UserPoolIdentity extends Construct implements Identity {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly scopes = ['openid', 'profile'];
  readonly origins: readonly string[];
  /** Address of the sign-in page. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, { webAddress }: UserPoolIdentityProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // Whoever takes over a session must not move the account to an address of their own unseen.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      userVerification: {
        emailSubject: '一站 Yizhan：验证码 verification code',
        emailBody:
          '您的验证码是 {####}。不是您本人操作的，请忽略。Your verification code is {####}. If this was not you, ignore it.',
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      // A code from an authenticator app: an SMS can be intercepted, and costs.
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acceptFinding(this.pool, 'AwsSolutions-COG2', 'Residents without a smartphone sign in too; MFA is offered to all.');
    acceptFinding(
      this.pool,
      'AwsSolutions-COG8',
      'The plus plan is paid per user; a city chooses it by its own provider.',
    );
    // A browser keeps no secret, so there is none: authorization code with PKCE.
    this.client = this.pool.addClient('Web', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [webAddress],
        logoutUrls: [webAddress],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });
    // The prefix is shared by all accounts of a region, hence the account number.
    const domain = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `${stackName.toLowerCase()}-${Aws.ACCOUNT_ID}` },
    });
    this.issuer = this.pool.userPoolProviderUrl;
    this.clientId = this.client.userPoolClientId;
    this.audience = this.clientId;
    this.signInUrl = domain.baseUrl();
    this.origins = [`https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`, this.signInUrl];
  }
}
