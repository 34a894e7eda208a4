/** Supervision: the numbers, what needs attention, and the working calendar. */
import { serve } from './edge/http.ts';
import { approveCalendarYear, getCalendarDraft, proposeCalendarYear } from './http/calendar-years.ts';
import { getPerformance } from './http/get-performance.ts';
import { listAttention } from './http/list-attention.ts';

export const handler = serve([
  getPerformance,
  listAttention,
  getCalendarDraft,
  proposeCalendarYear,
  approveCalendarYear,
]);
