/** The desk: boards, messages, who am I. */
import { serve } from './edge/http.ts';
import { getBoard } from './http/get-board.ts';
import { getMe } from './http/get-me.ts';
import { grantMandate, listMandates, revokeMandate } from './http/manage-mandates.ts';
import { listNotices } from './http/list-notices.ts';

export const handler = serve([getMe, listMandates, grantMandate, revokeMandate, listNotices, getBoard]);
