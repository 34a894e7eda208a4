/** Supervision: the numbers, what needs attention, and the working calendar. */
import { serve } from './edge/http.ts';
import { approveCalendarYear, getCalendarDraft, proposeCalendarYear } from './http/calendar-years.ts';
import { compareStations, getEvaluation, listCases, listPatterns } from './http/evaluation.ts';
import { getPerformance } from './http/get-performance.ts';
import { getTargetValues } from './http/get-target-values.ts';
import { listAttention } from './http/list-attention.ts';
import { exportNumbers, exportTickets, getBrief } from './http/reports.ts';
import { endDeputy, saveDeputy } from './http/manage-deputies.ts';
import { endStaff, listStaff, saveStaff } from './http/manage-staff.ts';
import { approveTarget, listTargets, proposeTarget, saveRegionFacts } from './http/targets.ts';

export const handler = serve([
  getPerformance,
  listAttention,
  getCalendarDraft,
  proposeCalendarYear,
  approveCalendarYear,
  listTargets,
  proposeTarget,
  approveTarget,
  getTargetValues,
  saveRegionFacts,
  getEvaluation,
  listCases,
  compareStations,
  listPatterns,
  exportNumbers,
  exportTickets,
  getBrief,
  listStaff,
  saveStaff,
  endStaff,
  saveDeputy,
  endDeputy,
]);
