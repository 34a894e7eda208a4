/** What is no bug of ours: a service behind the store that did not answer, or not in time, or had no room. */

/** As the SDK names them, after it has tried again by itself. */
const names: ReadonlySet<string> = new Set([
  'TimeoutError',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'InternalServerError',
  'ServiceUnavailable',
  'KMSInternalException',
  'DependencyTimeoutException',
  'SlowDown',
]);
/** Of the connection itself. */
const codes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Statuses of services with whom the fault lies, whatever they call it. */
const isTheirs = (error: object): boolean => {
  const metadata: unknown = Reflect.get(error, '$metadata');
  const status: unknown = typeof metadata === 'object' && metadata !== null && Reflect.get(metadata, 'httpStatusCode');
  return typeof status === 'number' && (status >= 500 || status === 429);
};

/** A transaction of which a part was throttled: nothing of it was written. */
const wasThrottled = (error: object): boolean => {
  const reasons: unknown = Reflect.get(error, 'CancellationReasons');
  return (
    Array.isArray(reasons) &&
    reasons.some((reason: { Code?: string }) =>
      ['ThrottlingError', 'ProvisionedThroughputExceeded'].includes(reason.Code ?? ''),
    )
  );
};

const nameOf = (error: object): string => String(Reflect.get(error, 'name'));

/** Whether a write that ended so has happened is not known: who asks again must find out. */
export const isUnavailable = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  (names.has(nameOf(error)) || codes.has(String(Reflect.get(error, 'code'))) || isTheirs(error) || wasThrottled(error));
