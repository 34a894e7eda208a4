/** What a resident is told when something happened. No name, no number of a document, only reference, item and date. */
import type { Item } from './catalogue.ts';
import { eventNames } from './ticket/event-names.ts';
import type { TicketEvent } from './ticket/event.ts';
import type { Ticket } from './ticket/state.ts';
import { dateOf } from './time.ts';

/** `promisedAt` is told while the matter is open. */
export const noticeFor = (
  event: TicketEvent,
  ticket: Ticket,
  item: Pick<Item, 'zh' | 'en'>,
  promisedAt: string,
): { zh: string; en: string } => {
  const name = eventNames[event.type];
  const isOpen = ticket.holder.kind !== 'none';
  const date = dateOf(promisedAt);
  return {
    zh: `您的申请 ${ticket.reference}（${item.zh}）：${name.zh}。${isOpen ? `承诺 ${date} 前办结。` : ''}`,
    en: `Your request ${ticket.reference} (${item.en}): ${name.en}.${isOpen ? ` Promised by ${date}.` : ''}`,
  };
};
