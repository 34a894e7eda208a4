/** What can go wrong with a call: no connection, the gateway's own refusals, and the API's in both languages. */
import type { ProblemReply } from '../../../contract/problems.ts';

export type Failure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'not-here' }
  | { readonly kind: 'refused'; readonly problem: ProblemReply };

type FailureError = Error & { readonly failure: Failure };

export const failure = (failure: Failure): FailureError => Object.assign(new Error(failure.kind), { failure });

/** The failure that was thrown; anything else that breaks counts as the service being unavailable. */
export const failureIn = (error: unknown): Failure =>
  error instanceof Error && 'failure' in error ? (error as FailureError).failure : { kind: 'unavailable' };

const isProblem = (body: unknown): body is ProblemReply =>
  typeof body === 'object' && body !== null && 'type' in body && 'zh' in body;

/** What a reply without success means. */
export const failureOf = async (response: Response): Promise<FailureError> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status === 401) return failure({ kind: 'signed-out' });
  // Nobody said no: what was to be sent waits, and is sent again.
  if (response.status === 503) return failure({ kind: 'unavailable' });
  if (isProblem(body)) return failure({ kind: 'refused', problem: body });
  return failure({ kind: response.status === 404 ? 'not-here' : 'unavailable' });
};

/** The last part of a refusal's type, such as `not-found`. */
export const refusalIn = (error: unknown): string | undefined => {
  const found = failureIn(error);
  return found.kind === 'refused' ? found.problem.type.split('/').at(-1) : undefined;
};
