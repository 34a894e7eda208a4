/**
 * How often one caller may do in an hour what costs, changes or discloses something. A row names its budget by `limit`;
 * the edge keeps it. An installation may set other numbers (`limits` in lib/configuration.ts).
 */
import * as z from 'zod';

/** `perHour`: unless the installation says otherwise; well above a clerk with thirty visitors a day. */
export const limits = {
  filing: { perHour: 120, zh: '提交申请', en: 'Filing requests' },
  'resident-actions': { perHour: 120, zh: '居民对申请的操作', en: "A resident's actions on requests" },
  'desk-actions': { perHour: 1_200, zh: '工作人员对申请的操作', en: 'Actions of staff on requests' },
  uploads: { perHour: 300, zh: '登记材料', en: 'Announcing papers' },
  disclosures: { perHour: 240, zh: '查看完整个人信息、打开材料', en: 'Seeing personal data in full, opening papers' },
  searches: { perHour: 120, zh: '按身份证号或手机号查找', en: 'Finding by ID number or phone' },
  registration: { perHour: 10, zh: '居民登记', en: 'Registering as a resident' },
  /** Counted twice: for whoever asks, and for the reference that is asked for, whoever asks. */
  tracking: { perHour: 300, zh: '凭编号和查询码查进度', en: 'Tracking by reference and code' },
  /** As often, for the same reason. */
  rating: { perHour: 120, zh: '凭评价码评价', en: 'Rating by code' },
  verification: { perHour: 60, zh: '窗口核验', en: 'Verifying at the counter' },
  mandates: { perHour: 30, zh: '委托与撤销', en: 'Granting and revoking mandates' },
  /** Each reads hundreds of rows, of a city thousands. */
  analysis: { perHour: 1_200, zh: '评价、比较、规律与数字背后的件', en: 'Evaluation, comparison, patterns, cases' },
  exports: { perHour: 300, zh: '导出数字与清单', en: 'Exporting numbers and lists' },
  'own-export': { perHour: 12, zh: '导出本人资料', en: 'Exporting what is held about oneself' },
  'own-erasure': { perHour: 12, zh: '申请、撤回删除本人资料', en: 'Asking for, or taking back, one’s own erasure' },
  audit: { perHour: 300, zh: '查阅审计记录', en: 'Reading the audit' },
  administration: {
    perHour: 600,
    zh: '人员、日历、目标、目录、单位、时限的更改',
    en: 'Changing staff, calendar, targets, catalogue, offices and limits',
  },
} as const satisfies Record<string, { perHour: number; zh: string; en: string }>;

export type LimitName = keyof typeof limits;
export const limitNames = Object.keys(limits) as LimitName[];

/** Times an hour. */
const perHour = z.int().min(1).max(10_000_000);
/** What an installation sets: the budgets that differ. */
export const chosenLimits = z.partialRecord(z.enum(limitNames), perHour);
/** What a function finds in its environment: every budget. */
export const budgets = z.record(z.enum(limitNames), perHour);
export type Budgets = z.output<typeof budgets>;

export const budgetsOf = (chosen: z.output<typeof chosenLimits>): Budgets =>
  budgets.parse(Object.fromEntries(limitNames.map((name) => [name, chosen[name] ?? limits[name].perHour])));
