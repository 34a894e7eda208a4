/** The words of docs/ticket-life.md that the tables of the domain do not have: names of fields, clocks, headings. */
import { type Limit, limitName } from '../domain/sla/limit.ts';
import { defaultRules, type Rules } from '../domain/ticket/rules.ts';
import type { AlarmLevel, ClockName } from '../domain/ticket/state.ts';

type Text = { zh: string; en: string };

/** What a field of an action's body is called on paper. */
export const fields: Readonly<Record<string, Text>> = {
  personId: { zh: '人员', en: 'person' },
  note: { zh: '说明', en: 'note' },
  materials: { zh: '所缺材料（全部）', en: 'the missing papers, all of them' },
  explanation: { zh: '说明', en: 'explanation' },
  secondReason: { zh: '第二次要求补正的理由', en: 'reason for a second list' },
  papers: { zh: '材料', en: 'papers' },
  reuse: { zh: '再用的已有材料', en: 'papers of the file, used again' },
  channel: { zh: '居民怎么同意的', en: 'how the resident agreed' },
  text: { zh: '文字', en: 'text' },
  legalBasis: { zh: '法律依据', en: 'legal basis' },
  reason: { zh: '理由', en: 'reason' },
  remedy: { zh: '救济途径', en: 'remedy' },
  into: { zh: '主件', en: 'the lead ticket' },
  officeId: { zh: '单位', en: 'office' },
  proposedOfficeId: { zh: '建议单位', en: 'proposed office' },
  question: { zh: '问题', en: 'question' },
  answer: { zh: '答复', en: 'answer' },
  kind: { zh: '环节种类', en: 'kind of step' },
  body: { zh: '承办机构', en: 'the body that does it' },
  expectedEnd: { zh: '预计结束日', en: 'expected end' },
  step: { zh: '环节', en: 'step' },
  finding: { zh: '结论', en: 'finding' },
  by: { zh: '延长多久', en: 'by how long' },
  outcome: { zh: '办理结果', en: 'outcome' },
  appealPath: { zh: '申诉途径', en: 'way to appeal' },
  level: { zh: '评价等级（1–5）', en: 'level (1–5)' },
  reached: { zh: '是否联系上', en: 'reached or not' },
  reasons: { zh: '原因', en: 'reasons' },
  how: { zh: '整改或解释', en: 'rectified or explained' },
  evidence: { zh: '证据', en: 'evidence' },
  upheld: { zh: '是否成立', en: 'upheld or not' },
  card: { zh: '哪张牌', en: 'which card' },
  decision: { zh: '维持或撤销', en: 'upheld or cancelled' },
};

type ClockText = { name: Text; runs: Text; limit: (limits: Rules['limits']) => Text };
const ofItem = (text: Text) => () => text;
const minutes = ({ n }: { n: number }): Text => ({ zh: `${n}分钟`, en: `${n} minutes` });

export const clocks: Readonly<Record<ClockName, ClockText>> = {
  ACCEPT: {
    name: { zh: '受理', en: 'Acceptance' },
    runs: { zh: '收件 → 受理、不予受理或告知补正', en: 'received → accepted, not accepted, or papers asked for' },
    limit: ofItem({
      zh: '1个工作日，许可类5个（事项可另定）',
      en: '1 working day, licences 5 (an item may say its own)',
    }),
  },
  SIGN: {
    name: { zh: '签收', en: 'Signature' },
    runs: { zh: '派单 → 签收', en: 'sent → signed for' },
    limit: ({ sign }) => limitName(sign),
  },
  RETURN: {
    name: { zh: '退回', en: 'Return' },
    runs: { zh: '派单 → 退回（权利，非义务）', en: 'sent → sent back (a right, no duty)' },
    limit: (limits) => limitName(limits.return),
  },
  PROMISE: {
    name: { zh: '承诺', en: 'Promise' },
    runs: { zh: '受理 → 办结', en: 'accepted → resolved' },
    limit: ofItem({ zh: '事项的承诺期限', en: "the item's promise" }),
  },
  STATUTORY: {
    name: { zh: '法定', en: 'Statutory limit' },
    runs: { zh: '受理 → 办结', en: 'accepted → resolved' },
    limit: ofItem({ zh: '事项的法定期限（有法定期限的事项）', en: "the item's statutory limit, where it has one" }),
  },
  ANSWER: {
    name: { zh: '答复', en: 'Answer' },
    runs: { zh: '收到咨询 → 答复', en: 'question received → answered' },
    limit: ({ answer }) => ({
      zh: `事项的期限，未规定的${limitName(answer).zh}`,
      en: `the item's own, else ${limitName(answer).en}`,
    }),
  },
  URGENT: {
    name: { zh: '急办', en: 'Urgent help' },
    runs: { zh: '提交 → 首次帮助', en: 'filed → first help' },
    limit: ofItem({ zh: '事项的急办小时数（昼夜连续）', en: "the item's hours, day and night" }),
  },
  COUNTER: {
    name: { zh: '即办', en: 'Counter' },
    runs: { zh: '窗口叫号 → 办结（只统计，不发牌）', en: 'called at the counter → resolved (counted, no card)' },
    limit: ({ counter }) => minutes(counter),
  },
  VERIFY: {
    name: { zh: '差评核实', en: 'Verification' },
    runs: { zh: '差评 → 核实', en: 'bad rating → verified' },
    limit: ({ verify }) => limitName(verify),
  },
  RECTIFY: {
    name: { zh: '整改', en: 'Rectification' },
    runs: { zh: '核实 → 整改或解释', en: 'verified → put right or explained' },
    limit: ({ rectify }) => limitName(rectify),
  },
  CALLBACK: {
    name: { zh: '回访', en: 'Call back' },
    runs: { zh: '整改 → 回访', en: 'put right → called back' },
    limit: ({ callBack }) => limitName(callBack),
  },
  APPEAL: {
    name: { zh: '申诉', en: 'Objection' },
    runs: { zh: '差评 → 被评价人申诉（权利，非义务）', en: 'bad rating → objection of the rated (a right, no duty)' },
    limit: ({ appeal }) => limitName(appeal),
  },
  REVIEW: {
    name: { zh: '复核', en: 'Review' },
    runs: { zh: '申诉 → 裁定', en: 'objection → decision' },
    limit: ({ review }) => limitName(review),
  },
  STEP: {
    name: { zh: '环节', en: 'Step' },
    runs: { zh: '可以开始 → 完成（由环节承办单位）', en: 'may begin → completed, by the office of the step' },
    limit: ofItem({ zh: '事项流程中该环节的工作日', en: "the working days of the step in the item's plan" }),
  },
};

export const levels: Readonly<Record<AlarmLevel, Text>> = {
  notice: { zh: '提醒', en: 'notice' },
  warning: { zh: '预警', en: 'warning' },
  missed: { zh: '逾期', en: 'missed' },
  yellow: { zh: '黄牌', en: 'yellow card' },
  red: { zh: '红牌', en: 'red card' },
};

const { limits, cards } = defaultRules;

/** Moments after which a right or a state is over; no clock runs for them. */
export const windows: readonly { text: Text; limit: Limit }[] = [
  {
    limit: limits.supplementNotice,
    text: { zh: '一次告知所缺材料，逾期视为受理', en: 'to name missing papers; after it, accepted by law' },
  },
  { limit: limits.supplement, text: { zh: '居民补正，逾期失效', en: 'to hand in missing papers; after it, lapsed' } },
  {
    limit: limits.question,
    text: { zh: '居民答复询问，逾期退回承办单位', en: 'to answer a question; after it, back to the office' },
  },
  {
    limit: limits.rating,
    text: { zh: '评价，逾期自动关闭（不计为好评）', en: 'to rate; after it, closed and never counted as good' },
  },
  { limit: limits.reopen, text: { zh: '申请重办', en: 'to ask for a reopening' } },
  {
    limit: limits.extension,
    text: { zh: '延期最长（届满前批准，一次）', en: 'longest extension (before expiry, once)' },
  },
  {
    limit: cards.explanation,
    text: { zh: '被亮牌单位说明，逾期上报上一级', en: 'to explain a card; after it, one level up' },
  },
  {
    limit: cards.review,
    text: { zh: '督导人员裁定黄牌或红牌，逾期上报上一级', en: 'to decide on a card; after it, one level up' },
  },
];

/** Headings and paragraphs. */
export const words = {
  zh: {
    title: '中文',
    anyState: '任何状态',
    stays: '不变',
    intro:
      '一件申请从提交到关闭的全过程：谁在什么状态下可以做什么、需要什么、留下什么记录；时间到了系统自己做什么；每项期限从何时算到何时、到什么程度提醒和发牌。每一刻都恰有一个持有人。',
    states: '状态与流转',
    everywhere: '为免图面杂乱，下列操作不画箭头：',
    actions: '操作',
    actionHead: ['操作', '在哪些状态', '谁', '需要', '之后的状态', '记录'],
    note: '“加密”：办事人写的文字单独加密存放，不进入记录。“所见版本”：办理前须写明看到的版本，他人已更新时不会误办。',
    automatic: '时间到了自动发生',
    automaticHead: ['事项', '在哪些状态', '之后的状态', '记录'],
    routing: `派单与送达也自动进行：按规则找到承办单位，由该单位的队列送到工作台；${defaultRules.deliveryMinutes} 分钟未送达即重送。第 ${defaultRules.returnsBeforeArbiter} 次退回自动提请裁定。`,
    clocks: '期限',
    clockHead: ['期限', '起止', '长度', '提醒与发牌（每级一次）'],
    windows: '权利的期限',
    windowHead: ['用途', '长度'],
  },
  en: {
    title: 'English',
    anyState: 'any state',
    stays: 'stays',
    intro:
      'The whole life of a request, from filing to closing: who may do what in which state, what it needs, what is recorded; what happens by itself when its time has come; from when to when each clock runs, and when it warns or raises a card. At every moment exactly one holder has it.',
    states: 'States and ways between them',
    everywhere: 'To keep the drawing readable, these have no arrows:',
    actions: 'Actions',
    actionHead: ['Action', 'From', 'By', 'Needs', 'Then', 'Records'],
    note: '“Sealed”: words that a person typed lie encrypted beside the record, never in it. “The version seen”: staff name the version they looked at, so nobody acts on what has changed meanwhile.',
    automatic: 'What time does by itself',
    automaticHead: ['What', 'From', 'Then', 'Records'],
    routing: `Routing and delivery are automatic too: the rule finds the office, and that office's queue brings the ticket to its board; what has not arrived after ${defaultRules.deliveryMinutes} minutes is sent again. Return number ${defaultRules.returnsBeforeArbiter} goes to the arbiter by itself.`,
    clocks: 'Clocks',
    clockHead: ['Clock', 'Runs', 'Limit', 'Notices and cards (each level once)'],
    windows: 'Rights that run out',
    windowHead: ['What for', 'How long'],
  },
} as const;
