/** The desk: boards, messages, who am I. */
import { serve } from './edge/http.ts';
import { getBoard } from './http/get-board.ts';
import { getMe } from './http/get-me.ts';
import { listNotices } from './http/list-notices.ts';

export const handler = serve([getMe, listNotices, getBoard]);
