/** What a ticket tells the people around it: the promised date, the time each holder had it, what happens next. */
import { promiseLimit } from '../catalogue.ts';
import { holderKey, type Ticket } from './state.ts';
import { dateOf, type Instant } from '../time.ts';
import { heldMs, stands, windowEnd } from './clocks.ts';
import type { Context } from './context.ts';

/** `suspended`: the date will move, by papers that are awaited or by a clock that stands. */
export type Promised = { promisedAt: Instant; latest: boolean; provisional: boolean; suspended: boolean };

/**
 * The date that the resident may rely on. Before acceptance it is the latest one (最迟): the promise counted from the
 * day on which acceptance falls due; acceptance fixes it, and it may only move earlier.
 */
export const promisedOf = (
  ticket: Ticket,
  context: Pick<Context, 'item' | 'favoured' | 'calendar' | 'hours' | 'rules'>,
): Promised => {
  const word = ticket.clocks.findLast(
    ({ name, generation }) => (name === 'PROMISE' || name === 'ANSWER') && generation >= ticket.generation,
  );
  const awaitsPapers = ticket.state === 'awaiting-supplement';
  if (word)
    return {
      promisedAt: word.due,
      latest: false,
      provisional: word.provisional,
      suspended: awaitsPapers || stands(word),
    };
  const accept = ticket.clocks.findLast(({ name }) => name === 'ACCEPT');
  const from = dateOf(accept?.due ?? ticket.filedAt);
  const promisedAt = windowEnd(from, promiseLimit(context.item, context.favoured), context);
  const provisional = context.calendar.provisional(from, dateOf(promisedAt));
  return { promisedAt, latest: true, provisional, suspended: awaitsPapers };
};

/** Working time by holder up to now, in milliseconds; the sum is the whole. */
export const elapsedOf = (
  ticket: Ticket,
  now: Instant,
  context: Pick<Context, 'calendar' | 'hours'>,
): Record<string, number> => {
  if (ticket.holder.kind === 'none') return ticket.elapsed;
  const key = holderKey(ticket.holder);
  return { ...ticket.elapsed, [key]: (ticket.elapsed[key] ?? 0) + heldMs(ticket, now, context) };
};

type Names = { station: { zh: string; en: string }; office: { zh: string; en: string } };
type Sentence = (names: Names) => { zh: string; en: string };

/** One sentence per state: who has to do what now. */
const sentences: Record<Ticket['state'], Sentence> = {
  submitted: ({ office }) => ({
    zh: `${office.zh}将审核并告知是否受理。`,
    en: `${office.en} checks it and tells you whether it is accepted.`,
  }),
  'awaiting-supplement': () => ({
    zh: '请补齐一次性告知的材料。',
    en: 'Please hand in the missing papers that were named.',
  }),
  accepted: ({ station }) => ({
    zh: `已受理，${station.zh}正在转交承办单位。`,
    en: `Accepted; ${station.en} is passing it on to the office.`,
  }),
  routed: ({ office }) => ({ zh: `等待${office.zh}签收。`, en: `Waiting for ${office.en} to sign for it.` }),
  'in-progress': ({ office }) => ({ zh: `${office.zh}正在办理。`, en: `${office.en} is working on it.` }),
  returned: ({ station }) => ({
    zh: `${station.zh}将重新派单，承诺日期不变。`,
    en: `${station.en} will send it to another office; the promised date stays.`,
  }),
  'in-arbitration': () => ({
    zh: '由裁定人员指定承办单位，承诺日期不变。',
    en: 'The arbiter names the office; the promised date stays.',
  }),
  'awaiting-resident': () => ({
    zh: '承办单位有一个问题，请您答复。',
    en: 'The office has a question; please answer it.',
  }),
  'in-special-step': () => ({
    zh: '正在进行法定特殊环节，期间不计入办理期限。',
    en: 'A special step provided by law is under way; its time is not counted.',
  }),
  resolved: () => ({
    zh: '已办结，欢迎评价；如未解决，可申请重办。',
    en: 'It is done. Please rate it; if it is not solved, ask for it to be handled again.',
  }),
  rectifying: () => ({
    zh: '已收到您的评价，将由他人核实并整改。',
    en: 'Your rating was received; somebody else checks it and it will be put right.',
  }),
  'calling-back': () => ({ zh: '整改后将回访您。', en: 'You will be called back.' }),
  'reopen-requested': () => ({ zh: '重办申请正在审核。', en: 'Your request to handle it again is being reviewed.' }),
  closed: () => ({ zh: '已关闭。', en: 'It is closed.' }),
  refused: () => ({
    zh: '不予受理，原因和救济途径见答复。',
    en: 'It was not accepted; the reply says why and what you can do.',
  }),
  withdrawn: () => ({ zh: '您已撤回。', en: 'You withdrew it.' }),
  lapsed: () => ({
    zh: '逾期未补正，已失效；可重新申请。',
    en: 'The papers did not come in time, so it lapsed; you can file again.',
  }),
  merged: () => ({
    zh: '已并入另一件相同的申请，结果会一并告知您。',
    en: 'It was joined to another ticket about the same; you will be told its result.',
  }),
};

export const nextOf = (ticket: Ticket, names: Names) => sentences[ticket.state](names);
