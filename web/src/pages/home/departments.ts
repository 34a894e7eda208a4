/** The departments in the order of the page, each of those that the domain knows (checked by the compiler). */
import type { Department } from '../../../../domain/catalogue.ts';

export type { Department };
export const departments = [
  'police',
  'human-resources',
  'medical-insurance',
  'civil-affairs',
  'health',
  'education',
  'housing',
  'housing-fund',
  'disabled-federation',
  'veterans',
  'environment-urban',
  'judicial',
  'station',
] as const satisfies readonly Department[];
