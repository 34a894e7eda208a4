/** Supervision: the numbers, and the working calendar. */
import { serve } from './edge/http.ts';
import { approveCalendarYear, getCalendarDraft, proposeCalendarYear } from './http/calendar-years.ts';
import { getPerformance } from './http/get-performance.ts';

export const handler = serve([getPerformance, getCalendarDraft, proposeCalendarYear, approveCalendarYear]);
