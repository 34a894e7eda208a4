/** The desk: boards, messages, who am I. */
import { serve } from './edge/http.ts';
import { getBoard } from './http/get-board.ts';
import { getMe } from './http/get-me.ts';
import {
  endMandate,
  grantMandate,
  listMandates,
  listMandatesOf,
  recordMandate,
  revokeMandate,
} from './http/manage-mandates.ts';
import { erasureOperations } from './http/erasures.ts';
import { exportMine } from './http/export-mine.ts';
import { findResident } from './http/find-resident.ts';
import { getKnown, listKept } from './http/known.ts';
import { listColleagues } from './http/list-colleagues.ts';
import { listDisclosures, readAudit } from './http/read-audit.ts';
import { listMyPapers, removeMyPaper } from './http/my-papers.ts';
import { listNotices } from './http/list-notices.ts';
import { careOperations } from './http/manage-care.ts';
import { visitorOperations } from './http/manage-visitors.ts';
import { registerResident } from './http/register-resident.ts';
import { verifyResident } from './http/verify-resident.ts';

export const handler = serve([
  getMe,
  registerResident,
  verifyResident,
  listDisclosures,
  exportMine,
  getKnown,
  listKept,
  listMyPapers,
  removeMyPaper,
  ...erasureOperations,
  listMandates,
  grantMandate,
  revokeMandate,
  listMandatesOf,
  recordMandate,
  endMandate,
  listNotices,
  getBoard,
  listColleagues,
  ...careOperations,
  ...visitorOperations,
  findResident,
  readAudit,
]);
