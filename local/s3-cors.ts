/** CORS of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html */
import { S3Error } from './s3-error.ts';

export type CorsRule = {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[] | undefined;
  readonly ExposedHeaders?: readonly string[] | undefined;
  readonly MaxAge?: number | undefined;
};

/** `*` stands for any characters, once in a pattern. */
const fits = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => {
    const [start = '', end] = pattern.toLowerCase().split('*');
    const value = text.toLowerCase();
    return end === undefined
      ? value === start
      : value.startsWith(start) && value.endsWith(end) && value.length >= start.length + end.length;
  });

const ruleFor = (
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[],
): CorsRule | undefined =>
  rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      fits(AllowedOrigins, origin) &&
      AllowedMethods.includes(method) &&
      headers.every((header) => fits(AllowedHeaders, header)),
  );

const headersOf = (rule: CorsRule, origin: string): Record<string, string> => {
  const any = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(any ? {} : { 'access-control-allow-credentials': 'true', vary: 'Origin' }),
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(rule.ExposedHeaders ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') } : {}),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
  };
};

/** Of an actual request: a foreign one is answered, and its page is not let to read the answer. */
export const corsHeaders = (
  rules: readonly CorsRule[],
  origin: string | undefined,
  method: string,
): Record<string, string> => {
  const rule = origin === undefined ? undefined : ruleFor(rules, origin, method, []);
  return rule && origin !== undefined ? headersOf(rule, origin) : {};
};

/** Of the question that a browser asks before. @throws S3Error */
export const preflight = (
  rules: readonly CorsRule[],
  asked: { origin: string | undefined; method: string | undefined; headers: string | undefined },
): Record<string, string> => {
  const { origin, method } = asked;
  if (origin === undefined || method === undefined)
    throw new S3Error(400, 'BadRequest', 'Insufficient information. Origin request header needed.');
  const headers = (asked.headers ?? '').split(',').flatMap((name) => name.trim() || []);
  const rule = ruleFor(rules, origin, method, headers);
  if (!rule) throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  return { ...headersOf(rule, origin), 'access-control-allow-headers': headers.join(', ') };
};
