/** What is written again and again: phrases of the house, and those that an office keeps at this computer. */
import { useSyncExternalStore } from 'react';
import type { Language } from '../../i18n/language.ts';
import type { FieldName } from './action-fields.ts';

type Phrases = Readonly<Partial<Record<FieldName, readonly string[]>>>;

const ofTheHouse: Readonly<Record<Language, Phrases>> = {
  zh: {
    answer: [
      '您申请的事项已经办好，请凭身份证到服务站领取。',
      '您申请的事项已经办好，结果已寄出，请注意查收。',
      '您反映的问题已经处理，情况如下：',
      '经核对，目前不符合条件，原因是：',
    ],
    explanation: [
      '请补齐以上材料的原件或清晰照片，可以网上上传，也可以送到服务站。',
      '照片看不清，请在光线好的地方重新拍一张，四个角都要拍到。',
    ],
    question: ['请问您方便在什么时间接电话或接待上门？', '请补充说明具体的地点和时间。'],
    reason: ['此事项不属于本单位职责，建议由所列单位办理。', '重复提交，已有同一事项正在办理。'],
    remedy: ['您可以在收到之日起 60 日内申请行政复议，或者 6 个月内提起行政诉讼。'],
    appealPath: ['您可以在收到之日起 60 日内申请行政复议，或者 6 个月内提起行政诉讼。'],
    note: ['材料齐全。', '已电话联系本人。'],
    text: ['已电话联系本人。', '电话无人接听，改时间再打。'],
  },
  en: {
    answer: [
      'What you asked for is ready. Please fetch it at the station with your ID card.',
      'What you asked for is done, and the result is on its way by post.',
      'What you reported has been dealt with as follows:',
      'We checked: the conditions are not met at present, because',
    ],
    explanation: [
      'Please hand in the papers above, as originals or clear photos, online or at the station.',
      'The photo cannot be read. Please take another in good light with all four corners in sight.',
    ],
    question: ['When can we call you or come by?', 'Please tell us the exact place and time.'],
    reason: [
      'This is not the business of our office; the office proposed should have it.',
      'Filed twice: the same is under way.',
    ],
    remedy: ['You can ask for administrative review within 60 days, or sue within 6 months.'],
    appealPath: ['You can ask for administrative review within 60 days, or sue within 6 months.'],
    note: ['The papers are complete.', 'Called the person.'],
    text: ['Called the person.', 'Nobody answered; will call again.'],
  },
};

const most = 20;
/** An office, or whoever works for none. */
const placeOf = (ownerId: string): string => `yizhan.phrases.${ownerId}`;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const parsed = (text: string): Phrases => {
  try {
    return JSON.parse(text) as Phrases;
  } catch {
    return {};
  }
};

export const usePhrases = (ownerId: string, field: FieldName, language: Language) => {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(placeOf(ownerId)) ?? '{}');
  const own = parsed(text);
  const ours = own[field] ?? [];
  return {
    phrases: [...ours, ...(ofTheHouse[language][field] ?? [])],
    keep: (phrase: string): void => {
      const kept = [phrase, ...ours.filter((each) => each !== phrase)].slice(0, most);
      localStorage.setItem(placeOf(ownerId), JSON.stringify({ ...own, [field]: kept }));
      for (const listener of listeners) listener();
    },
  };
};
