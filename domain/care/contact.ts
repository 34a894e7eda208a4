/** How residents are reached, what becomes of it, and what they may need (plan R3D-29: by visit or phone). */
import * as z from 'zod';

type Words = { zh: string; en: string };
const keysOf = <Key extends string>(table: Record<Key, Words>) => z.enum(Object.keys(table) as [Key, ...Key[]]);

export const ways = {
  phone: { zh: '电话', en: 'by phone' },
  visit: { zh: '上门', en: 'by visit' },
} as const satisfies Record<string, Words>;
export type Way = keyof typeof ways;
export const way = keysOf(ways);

export const outcomes = {
  reached: { zh: '已联系到', en: 'reached' },
  'no-answer': { zh: '无人应答', en: 'no answer' },
  hospital: { zh: '住院', en: 'in hospital' },
  refused: { zh: '本人谢绝', en: 'does not want contact' },
  moved: { zh: '已搬走', en: 'moved away' },
  deceased: { zh: '已去世', en: 'deceased' },
} as const satisfies Record<string, Words>;
export type Outcome = keyof typeof outcomes;
export const outcome = keysOf(outcomes);

/** With these somebody is no longer on the register. */
export const leaving: ReadonlySet<Outcome> = new Set<Outcome>(['moved', 'deceased']);

export const needKinds = {
  meals: { zh: '助餐', en: 'meals' },
  care: { zh: '生活照料', en: 'care at home' },
  medical: { zh: '就医用药', en: 'doctor and medicine' },
  company: { zh: '精神慰藉', en: 'company' },
  income: { zh: '经济困难', en: 'income' },
  housing: { zh: '住房维修、无障碍改造', en: 'housing, accessibility' },
  safety: { zh: '居家安全', en: 'safety at home' },
  work: { zh: '就业培训', en: 'work and training' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Words>;
export type NeedKind = keyof typeof needKinds;
export const needKind = keysOf(needKinds);

/** By what somebody is known to belong to a group. */
export const sources = {
  certificate: { zh: '本人证件', en: 'a certificate shown' },
  department: { zh: '部门名册', en: 'the list of a department' },
  visit: { zh: '走访发现', en: 'found on a visit' },
  own: { zh: '本人说明', en: 'the person says so' },
} as const satisfies Record<string, Words>;
export type Source = keyof typeof sources;
export const source = keysOf(sources);
