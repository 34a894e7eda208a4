/** Something between the store and each of its calls. */
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { dynamo } from '../../store/client.ts';

type Handler = (args: { input: ServiceInputTypes }) => Promise<{ response: unknown; output: ServiceOutputTypes }>;

/** While `run` runs. */
export const withMiddleware = async <Result>(
  middleware: (next: Handler, context: { commandName?: string }) => Handler,
  run: () => Promise<Result>,
): Promise<Result> => {
  const { middlewareStack } = dynamo();
  const name = 'of-a-test';
  middlewareStack.add(middleware, { step: 'initialize', name });
  try {
    return await run();
  } finally {
    middlewareStack.remove(name);
  }
};
