/** What the parts of items, offices and rules are called: a place like `limits.promisedWorkdays`, read aloud. */
import type { Language } from '../../i18n/language.ts';

const names: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  zh: ['中文名称', 'name in Chinese'],
  en: ['英文名称', 'name in English'],
  code: ['事项代码', 'code'],
  aliases: ['别名（搜索用）', 'words people search with'],
  category: ['类别', 'category'],
  note: ['说明', 'note'],
  department: ['部门', 'department'],
  mode: ['办理方式', 'mode'],
  regime: ['规则', 'regime'],
  handledAt: ['办理层级', 'level'],
  channels: ['渠道', 'channels'],
  applicantGroups: ['适用人群', 'who may apply'],
  agent: ['能否代办', 'by somebody else'],
  anonymousAllowed: ['可匿名', 'without a name'],
  restricted: ['保密件', 'restricted'],
  materials: ['材料', 'papers'],
  required: ['必需', 'required'],
  reusableFromFile: ['可用已有材料', 'taken from the file'],
  waivable: ['可免交', 'may be left out'],
  shareSource: ['共享来源', 'shared by'],
  limits: ['时限', 'limits'],
  acceptWithinWorkdays: ['受理（工作日）', 'to accept (working days)'],
  promisedWorkdays: ['承诺（工作日）', 'promised (working days)'],
  statutoryWorkdays: ['法定折合（工作日）', 'by law, converted (working days)'],
  statutoryOriginal: ['法定时限', 'limit by law'],
  statutoryBasis: ['法定依据', 'basis in law'],
  statutoryNumberRead: ['已核对原文', 'read in the law'],
  value: ['数值', 'number'],
  unit: ['单位', 'unit'],
  n: ['数值', 'number'],
  evidence: ['来源', 'evidence'],
  fee: ['收费', 'fee'],
  amount: ['金额（元）', 'amount (yuan)'],
  outcome: ['结果', 'outcome'],
  priority: ['优先', 'priority'],
  groups: ['优先人群', 'groups'],
  urgentHours: ['急办（小时）', 'urgent (hours)'],
  steps: ['环节', 'steps'],
  workdays: ['工作日', 'working days'],
  form: ['表单', 'form'],
  fields: ['问题', 'questions'],
  options: ['选项', 'choices'],
  maxLength: ['最多字数', 'longest text'],
  showIf: ['显示条件', 'asked only if'],
  endsOn: ['最后受理日', 'last day to file'],
  answersFor: ['承办区域', 'answers for'],
  validFrom: ['起', 'from'],
  validTo: ['止', 'to'],
  regionCode: ['所在区划', 'seat'],
  kind: ['种类', 'kind'],
  level: ['层级', 'level'],
  sign: ['签收', 'to sign'],
  return: ['退回', 'to return'],
  answer: ['答复咨询', 'to answer a question'],
  counter: ['窗口即办', 'done at the counter'],
  supplementNotice: ['一次性告知', 'to name missing papers'],
  supplement: ['居民补正', 'to bring missing papers'],
  question: ['居民答复', "for the resident's answer"],
  verify: ['差评核实', 'to verify a bad rating'],
  rectify: ['整改', 'to put right'],
  callBack: ['回访', 'to call back'],
  appeal: ['差评申诉', 'to object to a rating'],
  review: ['裁定', 'to decide'],
  rating: ['可评价', 'to rate'],
  reopen: ['可申请重办', 'to ask for a reopening'],
  extension: ['延长最多', 'longest extension'],
  returnsBeforeArbiter: ['几次退回后裁定', 'returns before the arbiter'],
  ratingScreenMinutes: ['评价屏等待（分钟）', 'rating screen (minutes)'],
  ratingCalls: ['电话回访次数', 'calls for a rating'],
  cards: ['黄牌、红牌', 'cards'],
  explanation: ['单位说明', 'to explain a card'],
  startsAt: ['起始层级', 'begins at'],
  alarms: ['提醒与牌', 'alarms'],
  ACCEPT: ['受理', 'ACCEPT'],
  SIGN: ['签收', 'SIGN'],
  RETURN: ['退回', 'RETURN'],
  PROMISE: ['承诺', 'PROMISE'],
  STATUTORY: ['法定', 'STATUTORY'],
  ANSWER: ['答复', 'ANSWER'],
  notice: ['提醒', 'notice'],
  warning: ['预警', 'warning'],
  missed: ['超期', 'missed'],
  yellow: ['黄牌', 'yellow card'],
  red: ['红牌', 'red card'],
  share: ['用去比例', 'share used'],
  daysLeft: ['剩余工作日', 'working days left'],
  hoursLeft: ['剩余工作小时', 'working hours left'],
  daysLate: ['超期工作日', 'working days late'],
  daysIn: ['开始后工作日', 'working days after the start'],
};

/** `limits.promisedWorkdays` → 时限 › 承诺（工作日）. Names of entries (a paper's, a field's) stay as they are. */
export const partName = (path: string, language: Language): string =>
  path
    .split('.')
    .map((part) => names[part]?.[language === 'en' ? 1 : 0] ?? part)
    .join(' › ');

const units: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  wd: ['工作日', 'working days'],
  wh: ['工作小时', 'working hours'],
  d: ['天', 'days'],
  h: ['小时', 'hours'],
  min: ['分钟', 'minutes'],
  workday: ['工作日', 'working days'],
  'calendar-day': ['天', 'calendar days'],
};
export const unitName = (unit: string, language: Language): string => units[unit]?.[language === 'en' ? 1 : 0] ?? unit;

/** A value as people read it: what has a name, by its name; a list in one line. */
export const valueText = (value: unknown, language: Language): string => {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
  if (Array.isArray(value)) return value.map((each) => valueText(each, language)).join(language === 'en' ? ', ' : '、');
  if (typeof value !== 'object') return unitName(String(value), language);
  const entries: Record<string, unknown> = { ...value };
  const name = entries[language];
  if (typeof name === 'string') return name;
  return Object.entries(entries)
    .map(([part, each]) => `${partName(part, language)} ${valueText(each, language)}`)
    .join(language === 'en' ? ', ' : '，');
};
