/** Supervision: the numbers. */
import { serve } from './edge/http.ts';
import { getPerformance } from './http/get-performance.ts';

export const handler = serve([getPerformance]);
