/** Supervision: the numbers, what needs attention, and the working calendar. */
import { serve } from './edge/http.ts';
import {
  approveCalendarYear,
  getCalendarDraft,
  listCalendarVersions,
  proposeCalendarYear,
  withdrawCalendarDraft,
} from './http/calendar-years.ts';
import { compareStations, getEvaluation, listCases, listPatterns } from './http/evaluation.ts';
import { getPerformance } from './http/get-performance.ts';
import { getTrend } from './http/get-trend.ts';
import { getTargetValues } from './http/get-target-values.ts';
import { countAttention, listAttention } from './http/list-attention.ts';
import { getCareNumbers } from './http/get-care-numbers.ts';
import { getOfficePerformance, listOfficeCases } from './http/office-numbers.ts';
import { exportNumbers, exportTickets, getBrief } from './http/reports.ts';
import { endDeputy, saveDeputy } from './http/manage-deputies.ts';
import { listUnadministered } from './http/list-unadministered.ts';
import { importStaff, previewStaffImport } from './http/import-staff.ts';
import { endStaff, listStaff, saveStaff } from './http/manage-staff.ts';
import { previewCalendarYear } from './http/preview-calendar.ts';
import {
  approveTarget,
  getRegionFacts,
  listTargets,
  listTargetVersions,
  proposeTarget,
  saveRegionFacts,
  withdrawTarget,
} from './http/targets.ts';
import { getItemVersion, getManagedItem, listManagedItems, previewItem, proposeItem } from './http/manage-items.ts';
import { getOffice, listOffices, previewOffice, proposeOffice } from './http/manage-offices.ts';
import { districtRulesOperations } from './http/manage-district-rules.ts';
import { getRules, getRulesVersion, previewRules, proposeRules } from './http/manage-rules.ts';
import { approveProposal, getProposal, listProposals, withdrawProposal } from './http/proposals.ts';

export const handler = serve([
  getPerformance,
  getTrend,
  countAttention,
  getOfficePerformance,
  listOfficeCases,
  getCareNumbers,
  listAttention,
  getCalendarDraft,
  proposeCalendarYear,
  approveCalendarYear,
  withdrawCalendarDraft,
  listCalendarVersions,
  previewCalendarYear,
  listTargets,
  proposeTarget,
  approveTarget,
  withdrawTarget,
  listTargetVersions,
  getTargetValues,
  getRegionFacts,
  saveRegionFacts,
  getEvaluation,
  listCases,
  compareStations,
  listPatterns,
  exportNumbers,
  exportTickets,
  getBrief,
  listStaff,
  listUnadministered,
  saveStaff,
  previewStaffImport,
  importStaff,
  endStaff,
  saveDeputy,
  endDeputy,
  listManagedItems,
  getManagedItem,
  getItemVersion,
  proposeItem,
  previewItem,
  listOffices,
  getOffice,
  proposeOffice,
  previewOffice,
  getRules,
  getRulesVersion,
  proposeRules,
  previewRules,
  ...districtRulesOperations,
  listProposals,
  getProposal,
  approveProposal,
  withdrawProposal,
]);
