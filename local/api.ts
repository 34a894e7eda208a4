/** The HTTP API of a template as a listener. */
import { jwtAuthorizer } from './authorizer.ts';
import type { Crashes } from './crash.ts';
import type { Functions } from './functions.ts';
import { type HttpRoute, httpApi } from './http.ts';
import type { Model } from './resources.ts';

/** The gateway waits no longer than this, in milliseconds, whatever the template says. */
const longest = 30_000;

export const apiOf = (
  model: Model,
  { functions, now, crashes }: { functions: Functions; now: () => number; crashes: Crashes },
): ReturnType<typeof httpApi> => {
  const integrations = new Map(
    model.of('AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [id, properties] as const),
  );
  const authorizers = new Map(
    model.of('AWS::ApiGatewayV2::Authorizer').map(({ id, properties }) => {
      const { Issuer: issuer, Audience: audience } = properties.JwtConfiguration;
      const [identitySource = '$request.header.Authorization'] = properties.IdentitySource;
      return [id, { identitySource, check: jwtAuthorizer({ issuer, audience }, now) }] as const;
    }),
  );
  const routes = model.of('AWS::ApiGatewayV2::Route').map(({ id, properties }): HttpRoute => {
    const integration = integrations.get(properties.Target.replace('integrations/', ''));
    const authorizer = authorizers.get(properties.AuthorizerId ?? '');
    if (!integration) throw new Error(`Route ${id} leads to no integration: ${properties.Target}`);
    if (properties.AuthorizationType === 'JWT' && !authorizer) throw new Error(`Route ${id} has no authorizer`);
    const { invoke } = functions.behind(integration.IntegrationUri);
    const authorize = authorizer && Object.assign({ scopes: properties.AuthorizationScopes }, authorizer);
    return { routeKey: properties.RouteKey, limit: Math.min(longest, integration.TimeoutInMillis), invoke, authorize };
  });
  const [api] = model.of('AWS::ApiGatewayV2::Api');
  return httpApi({
    routes,
    apiId: api?.id ?? 'local',
    cors: api?.properties.CorsConfiguration,
    now,
    onAnswer: ({ method }, { status }) => {
      if (method !== 'GET' && method !== 'HEAD' && status >= 200 && status < 300) crashes.reach('after-store');
    },
  });
};
