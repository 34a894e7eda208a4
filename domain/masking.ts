/**
 * What staff see of personal values until they say why they need them: enough to recognise, too little to use. The
 * resident sees their own in full; staff ask for the full value (audit.ts, reveal).
 */
import type { Answer } from './answer.ts';
import type { Field } from './field.ts';
import type { Answers } from './form.ts';
import { maskIdNumber } from './id-number.ts';

const characters = (text: string): string[] => [...text];
const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/** 欧阳娜娜 → 欧***: the first character stays. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = characters(name);
  return first + stars(Math.max(1, rest.length));
};

/** 13900001234 → 139****1234. Short numbers keep their last two digits. */
export const maskPhone = (phone: string): string =>
  phone.length >= 8
    ? phone.slice(0, 3) + stars(phone.length - 7) + phone.slice(-4)
    : stars(phone.length - 2) + phone.slice(-2);

/** The region stays, road and door go. */
export const maskAddress = ({ regionCode }: { regionCode: string; detail: string }) => ({ regionCode, detail: '***' });

const maskText = (text: string): string => stars(characters(text).length - 4) + characters(text).slice(-4).join('');

/** Is the answer to this field shown masked to staff? */
export const isPersonal = ({ type, sensitive }: Pick<Field, 'type' | 'sensitive'>): boolean =>
  type === 'idcard' || type === 'phone' || type === 'address' || sensitive === true;

const maskAnswer = ({ type }: Field, answer: Answer): Answer => {
  if (typeof answer === 'string') {
    if (type === 'idcard') return maskIdNumber(answer);
    return type === 'phone' ? maskPhone(answer) : maskText(answer);
  }
  return typeof answer === 'object' && 'regionCode' in answer ? maskAddress(answer) : '***';
};

/** The answers of a form as staff see them. Whatever no field describes is masked whole. */
export const maskForm = (fields: readonly Field[], answers: Answers): Answers => {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const field = byId.get(id);
      if (!field) return [id, '***'];
      return [id, isPersonal(field) ? maskAnswer(field, answer) : answer];
    }),
  );
};
