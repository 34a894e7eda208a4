/** GET /me/export: everything that is held about the caller (个人信息保护法 45), for programs and, with `names`, for people. */
import { privacyRoutes } from '../../contract/routes/privacy.ts';
import { auditActor, auditNames } from '../../domain/audit.ts';
import type { Item } from '../../domain/catalogue.ts';
import type { Answers } from '../../domain/form.ts';
import type { Paper } from '../../domain/paper.ts';
import { eventNames } from '../../domain/ticket/event-names.ts';
import { states, type Ticket } from '../../domain/ticket/state.ts';
import { refuse } from '../../domain/refusal.ts';
import * as accounts from '../../store/accounts.ts';
import * as audit from '../../store/audit.ts';
import { careHistory } from '../../store/care.ts';
import * as content from '../../store/content.ts';
import * as erasures from '../../store/erasures.ts';
import * as mandates from '../../store/mandates.ts';
import { listNotices } from '../../store/notices.ts';
import * as papers from '../../store/papers.ts';
import * as people from '../../store/people.ts';
import { everyPage } from '../../store/query.ts';
import * as lists from '../../store/ticket-lists.ts';
import { operation } from '../edge/http.ts';

/** What the names in the export mean, in both languages. */
const names = {
  exportedAt: '导出时间 Exported at',
  file: '档案 My file',
  id: '编号 Id',
  name: '姓名 Name',
  idCard: '证件号 ID number',
  phone: '电话 Phone',
  address: '地址 Address',
  regionCode: '区划代码 Region',
  detail: '详细地址 Street and door',
  communityCode: '社区 Community',
  tags: '特殊群体 Special groups',
  verified: '身份已核验 Identity verified',
  verifiedAt: '核验时间 Verified at',
  openedAt: '建档时间 Opened at',
  earlierFiles: '以前的档案编号 Earlier files',
  account: '账号 Account',
  registeredAt: '登记时间 Registered at',
  tickets: '申请 Requests',
  reference: '编号 Reference',
  itemId: '事项代码 Item',
  item: '事项 Item',
  state: '状态 State',
  channel: '渠道 Channel',
  filedBy: '由谁提交 Filed by',
  filedAt: '提交时间 Filed at',
  office: '办理单位 Office',
  promise: '承诺 Promise',
  outcome: '结果 Outcome',
  rating: '评价 Rating',
  level: '分数 Level',
  second: '回访评价 Second rating',
  at: '时间 At',
  form: '填写的内容 What was filed',
  question: '问 Question',
  answer: '答 Answer',
  events: '办理过程 What happened',
  type: '类型 Type',
  zh: '中文 Chinese',
  en: '英文 English',
  words: '文字 Words',
  papers: '材料 Papers',
  material: '材料名称 Material',
  contentType: '格式 Format',
  bytes: '大小（字节） Bytes',
  sha256: '摘要 Digest',
  attachedTo: '用于 Used for',
  open: '打开方式 How to open it',
  notices: '消息 Messages',
  mandates: '委托 Mandates',
  granted: '我委托别人 Given by me',
  held: '别人委托我 Given to me',
  relation: '关系 Relation',
  items: '事项 Items',
  validTo: '有效至 Valid to',
  grantedAt: '委托时间 Given at',
  revokedAt: '撤销时间 Revoked at',
  agentId: '代办人 Agent',
  principalId: '委托人 Principal',
  care: '关怀走访 Care',
  disclosures: '谁看过 Who saw it',
  kind: '类别 Kind',
  officeId: '单位 Office',
  fields: '内容 Fields',
  purpose: '用途 Purpose',
  reason: '理由 Reason',
  ticketId: '申请 Request',
  erasure: '删除申请 Erasure',
  dueAt: '执行时间 Due at',
  residentId: '居民 Resident',
  sequence: '序号 Sequence',
  rates: '可评价 Can be rated',
} as const;

const answersOf = (form: Answers, item: Item | undefined) =>
  Object.entries(form).map(([id, answer]) => {
    const field = item?.form.fields.find((each) => each.id === id);
    return { question: field ? { zh: field.zh, en: field.en } : id, answer };
  });

const paperOf = (paper: Paper) => {
  const { id, itemId, material, state, announced, file, at, attachedTo } = paper;
  return {
    id,
    itemId,
    material,
    state,
    contentType: file?.contentType ?? announced.contentType,
    bytes: file?.bytes ?? announced.bytes,
    sha256: file?.sha256 ?? announced.sha256 ?? null,
    at,
    attachedTo,
    open: attachedTo.map((ticketId) => `POST /tickets/${ticketId}/papers/${id}/open`),
  };
};

const historyOf = async (ticket: Ticket) => {
  const [events, item] = await Promise.all([
    lists.events(ticket.id, ticket),
    content.itemVersion(ticket.itemId, ticket.itemVersion),
  ]);
  const { form, ...first } = events[0]?.words ?? {};
  return {
    id: ticket.id,
    reference: ticket.reference,
    itemId: ticket.itemId,
    item: item ? { zh: item.zh, en: item.en } : null,
    channel: ticket.channel,
    filedBy: ticket.filedBy.kind,
    communityCode: ticket.communityCode,
    state: states[ticket.state],
    filedAt: ticket.filedAt,
    officeId: ticket.officeId,
    outcome: ticket.outcome ?? null,
    rating: ticket.rating ?? null,
    form: form ? answersOf(form as Answers, item) : null,
    events: events.map(({ event: { type, at, sequence }, words }) => {
      const said = sequence === 1 ? first : words;
      return { type, ...eventNames[type], at, ...(said && Object.keys(said).length > 0 ? { words: said } : {}) };
    }),
  };
};

export const exportMine = operation(privacyRoutes.exportMine, async ({ caller, now }) => {
  const file = caller.residentId === null ? undefined : await people.resident(caller.residentId);
  if (!file) return refuse('not-allowed', { zh: '您没有居民档案。', en: 'There is no resident file of yours.' });
  const files = [file.id, ...caller.earlierFiles];
  const [fields, account, tickets, owned, notices, disclosures, granted, held, erasure] = await Promise.all([
    people.openFields(file),
    accounts.account(caller.id),
    everyPage((request) => lists.mine(files, request)),
    Promise.all(files.map(papers.ofResident)),
    everyPage((request) => listNotices(files, request)),
    everyPage((request) => audit.disclosures(files, request)),
    mandates.granted(file.id),
    mandates.held(file.id),
    erasures.erasure(file.id),
  ]);
  const histories = [];
  for (const ticket of tickets) histories.push(await historyOf(ticket));
  const care = await careHistory(file.id, { withWords: true });
  await audit.record(
    { kind: 'export', what: 'me', rows: histories.length, residentId: file.id },
    { actor: auditActor(caller), now },
  );
  const { communityCode, tags, verified, verifiedAt = null, openedAt } = file;
  return {
    exportedAt: now,
    file: { id: file.id, ...fields, communityCode, tags, verified, verifiedAt, openedAt, earlierFiles: files.slice(1) },
    account: account ? { id: account.id, registeredAt: account.registeredAt } : null,
    tickets: histories,
    papers: owned.flat().map(paperOf),
    notices,
    mandates: { granted, held },
    care: care.map(({ event: { type, at, ...event }, words }) => ({
      type,
      at,
      officeId: event.actor.officeId ?? null,
      ...(words ? { words } : {}),
    })),
    disclosures: disclosures.map(({ event, reason }) => ({
      kind: event.kind,
      ...auditNames[event.kind],
      at: event.at,
      officeId: event.actor.officeId ?? null,
      ...('fields' in event ? { fields: event.fields } : {}),
      ...('purpose' in event ? { purpose: event.purpose } : {}),
      ...('ticketId' in event && event.ticketId !== undefined ? { ticketId: event.ticketId } : {}),
      ...(reason === undefined ? {} : { reason }),
    })),
    erasure: erasure ? { state: erasure.state, at: erasure.at, dueAt: erasure.dueAt } : null,
    names,
  };
});
