/** What a resident is told when something happened. No name, no number of a document, only reference, item and date. */
import type { Item } from './catalogue.ts';
import { ratingModes } from './rating.ts';
import { eventNames } from './ticket/event-names.ts';
import type { TicketEvent } from './ticket/event.ts';
import type { Ticket } from './ticket/state.ts';
import type { Promised } from './ticket/view.ts';
import { dateOf } from './time.ts';

/** A date given to the resident that a newly published calendar moved or confirmed: old → new, and why. */
const recomputed = (event: TicketEvent, { holder }: Ticket): { zh: string; en: string } | null => {
  if (event.type !== 'ClockRecomputed') return null;
  const move = event.moved.find(({ name }) => name === 'PROMISE' || name === 'ANSWER');
  const { window } = event;
  if (holder.kind === 'resident' && window && window.was !== window.is.endsAt)
    return {
      zh: `因放假安排公布，您的办理截止日由 ${dateOf(window.was)} 延至 ${dateOf(window.is.endsAt)}。`,
      en: ` The days off were published: you have time until ${dateOf(window.is.endsAt)}, it was ${dateOf(window.was)}.`,
    };
  if (!move) return null;
  const [was, due] = [dateOf(move.was), dateOf(move.due)];
  return was === due
    ? { zh: `放假安排已公布，日期 ${due} 不变。`, en: ` The days off are published now; the date ${due} stays.` }
    : {
        zh: `因放假安排公布，原定 ${was}，现为 ${due}。`,
        en: ` The days off were published: it was ${was}, now it is ${due}.`,
      };
};

/** How it was rated is not repeated; that it was, and by which way, is: it may have been somebody else. */
const ratedVia = (event: TicketEvent): { zh: string; en: string } | null =>
  event.type !== 'Rated' || event.mode === undefined
    ? null
    : {
        zh: `方式：${ratingModes[event.mode].zh}。如不是您本人所评，请拨打 12345 或到服务站说明。`,
        en: ` How: ${ratingModes[event.mode].en}. If it was not you, call 12345 or tell a station.`,
      };

/**
 * `promisedAt` is told while the matter is open. `joined`: to somebody whose ticket was merged into this one, and who
 * is told what to do when it ends without a result.
 */
export const noticeFor = (
  event: TicketEvent,
  ticket: Ticket,
  item: Pick<Item, 'zh' | 'en'>,
  { promisedAt, suspended }: Promised,
  joined = false,
): { zh: string; en: string } => {
  const name = eventNames[event.type];
  if (joined && event.type !== 'Resolved')
    return {
      zh: `您的申请 ${ticket.reference}（${item.zh}）所并入的申请${name.zh}，不会再有结果。如仍需要，请重新提交。`,
      en: `The ticket that your request ${ticket.reference} (${item.en}) was joined to has ended: ${name.en}. File again if you still need it.`,
    };
  const isOpen = ticket.holder.kind !== 'none' && !suspended;
  const date = dateOf(promisedAt);
  const why = recomputed(event, ticket) ?? ratedVia(event) ?? { zh: '', en: '' };
  return {
    zh: `您的申请 ${ticket.reference}（${item.zh}）：${name.zh}。${why.zh}${isOpen ? `承诺 ${date} 前办结。` : ''}`,
    en: `Your request ${ticket.reference} (${item.en}): ${name.en}.${why.en}${isOpen ? ` Promised by ${date}.` : ''}`,
  };
};
