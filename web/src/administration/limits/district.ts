/** The limits of one district beside those of the city, as the service tells them. */
import type { Reply } from '../../api/api.ts';

export type DistrictRules = Reply<'GET', '/rules/districts/{district}'>;
