import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one finding of cdk-nag on this construct and what is below it. `rule` is the exact finding, e.g.
 * `AwsSolutions-IAM5[Resource::*]`. Whatever is not accepted stops a checked synthesis.
 */
export const acceptFinding = (construct: IConstruct, rule: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${rule}`, reason });
