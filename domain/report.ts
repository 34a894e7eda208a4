/** The tables of reports, from numbers and tickets. Nothing in them names a person. */
import { onTimeOf } from './measures.ts';
import type { Counts } from './performance.ts';
import { satisfactionOf } from './satisfaction.ts';
import type { Column, Table, Value } from './table.ts';
import { type Ticket, states } from './ticket/state.ts';
import type { Instant } from './time.ts';

const percent = (rate: number | null): Value => (rate === null ? null : Math.round(rate * 1000) / 10);

const counted: readonly (Column & { of: (counts: Readonly<Counts>) => Value })[] = [
  ...(
    [
      ['filed', '提交', 'filed'],
      ['accepted', '受理', 'accepted'],
      ['resolved', '办结', 'resolved'],
      ['refused', '不予受理', 'refused'],
      ['withdrawn', '撤回', 'withdrawn'],
      ['lapsed', '失效', 'lapsed'],
      ['merged', '合并', 'merged'],
      ['returned', '退回', 'returned'],
      ['supplemented', '补正', 'papers asked for'],
      ['supplementedAgain', '再次补正', 'asked twice'],
      ['reopened', '重办', 'reopened'],
    ] as const
  ).map(([name, zh, en]) => ({ zh, en, of: (counts: Readonly<Counts>) => counts[name] ?? 0 })),
  { zh: '按时', en: 'promises met', of: (counts) => onTimeOf(counts, 'PROMISE').met },
  { zh: '超时', en: 'promises missed', of: (counts) => onTimeOf(counts, 'PROMISE').missed },
  { zh: '按时率%', en: 'in time %', of: (counts) => percent(onTimeOf(counts, 'PROMISE').rate) },
  { zh: '有效评价', en: 'valid ratings', of: (counts) => satisfactionOf(counts).rated },
  { zh: '满意', en: 'satisfied', of: (counts) => satisfactionOf(counts).satisfied },
  { zh: '满意率%', en: 'satisfied % (from 30)', of: (counts) => percent(satisfactionOf(counts).rate) },
  { zh: '黄牌', en: 'yellow cards', of: (counts) => counts['card.yellow'] ?? 0 },
  { zh: '红牌', en: 'red cards', of: (counts) => counts['card.red'] ?? 0 },
  {
    zh: '撤销的牌',
    en: 'cards cancelled',
    of: (counts) => (counts['cardCancelled.yellow'] ?? 0) + (counts['cardCancelled.red'] ?? 0),
  },
];

export type Line = { key: string; label: string; counts: Readonly<Counts> };

/** One line for each month, or each value of a dimension. */
export const numbersTable = (name: string, key: Column, lines: readonly Line[]): Table => ({
  name,
  columns: [key, { zh: '名称', en: 'name' }, ...counted.map(({ zh, en }) => ({ zh, en }))],
  rows: lines.map(({ key, label, counts }) => [key, label, ...counted.map(({ of }) => of(counts))]),
});

/** A ticket as a line of a list. `counted`: the moment and office for which it is in this list. */
export type Listed = {
  ticket: Ticket;
  item: { zh: string; department: string };
  counted: { at: Instant; officeId: string };
};

const day = (instant: Instant | undefined): Value => instant?.slice(0, 10) ?? null;
const minute = (instant: Instant | undefined): Value => instant?.slice(0, 16).replace('T', ' ') ?? null;

const listed: readonly (Column & { of: (line: Listed) => Value })[] = [
  { zh: '编号', en: 'reference', of: ({ ticket }) => ticket.reference },
  { zh: '事项', en: 'item', of: ({ ticket }) => ticket.itemId },
  { zh: '事项名称', en: 'item name', of: ({ item }) => item.zh },
  { zh: '部门', en: 'department', of: ({ item }) => item.department },
  { zh: '方式', en: 'mode', of: ({ ticket }) => ticket.mode },
  { zh: '渠道', en: 'channel', of: ({ ticket }) => ticket.channel },
  { zh: '社区', en: 'community', of: ({ ticket }) => ticket.communityCode },
  { zh: '承办单位', en: 'office', of: ({ ticket }) => ticket.officeId ?? ticket.stationId },
  { zh: '状态', en: 'state', of: ({ ticket }) => states[ticket.state].zh },
  { zh: '提交时间', en: 'filed', of: ({ ticket }) => minute(ticket.filedAt) },
  { zh: '受理日期', en: 'accepted', of: ({ ticket }) => day(ticket.acceptedOn) },
  { zh: '承诺日期', en: 'promised', of: ({ ticket }) => day(ticket.clocks.findLast(isPromise)?.due) },
  { zh: '办结时间', en: 'ended', of: ({ ticket }) => minute(ticket.settledAt) },
  { zh: '次数', en: 'generation', of: ({ ticket }) => ticket.generation },
  { zh: '退回次数', en: 'returns', of: ({ ticket }) => ticket.returnedBy.length },
  { zh: '补正次数', en: 'lists of papers', of: ({ ticket }) => ticket.supplements },
  { zh: '评价', en: 'rating', of: ({ ticket }) => ticket.rating?.level ?? null },
  { zh: '回访评价', en: 'second rating', of: ({ ticket }) => ticket.rating?.second ?? null },
  { zh: '计入时间', en: 'counted at', of: ({ counted }) => minute(counted.at) },
  { zh: '计入单位', en: 'counted for', of: ({ counted }) => counted.officeId },
];
const isPromise = ({ name }: Ticket['clocks'][number]): boolean => name === 'PROMISE' || name === 'ANSWER';

export const ticketsTable = (name: string, lines: readonly Listed[]): Table => ({
  name,
  columns: listed.map(({ zh, en }) => ({ zh, en })),
  rows: lines.map((line) => listed.map(({ of }) => of(line))),
});
