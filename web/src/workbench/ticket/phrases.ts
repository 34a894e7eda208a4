/** What is written again and again: phrases of the house, and those that an office keeps at this computer. */
import { useSyncExternalStore } from 'react';
import type { Language } from '../../i18n/language.ts';
import type { ActionName } from '../../../../domain/ticket/actions.ts';
import type { FieldName } from './action-fields.ts';

/** What is asked by the same name in two actions is not answered alike: a reason to send back is none for a card. */
export type Asked = `${ActionName}.${FieldName}`;
type Phrases = Readonly<Partial<Record<Asked, readonly string[]>>>;

const ofTheHouse: Readonly<Record<Language, Phrases>> = {
  zh: {
    'resolve.answer': [
      '您申请的事项已经办好，请凭身份证到服务站领取。',
      '您申请的事项已经办好，结果已寄出，请注意查收。',
      '您反映的问题已经处理，情况如下：',
      '经核对，目前不符合条件，原因是：',
    ],
    'request-supplement.explanation': [
      '请补齐以上材料的原件或清晰照片，可以网上上传，也可以送到服务站。',
      '照片看不清，请在光线好的地方重新拍一张，四个角都要拍到。',
    ],
    'ask-resident.question': ['请问您方便在什么时间接电话或接待上门？', '请补充说明具体的地点和时间。'],
    'return-to-station.reason': ['此事项不属于本单位职责，建议由所列单位办理。'],
    'merge.reason': ['重复提交，已有同一事项正在办理。'],
    'refuse.remedy': ['您可以在收到之日起 60 日内申请行政复议，或者 6 个月内提起行政诉讼。'],
    'resolve.appealPath': ['您可以在收到之日起 60 日内申请行政复议，或者 6 个月内提起行政诉讼。'],
    'accept.note': ['材料齐全。', '已电话联系本人。'],
    'note.text': ['已电话联系本人。', '电话无人接听，改时间再打。'],
  },
  en: {
    'resolve.answer': [
      'What you asked for is ready. Please fetch it at the station with your ID card.',
      'What you asked for is done, and the result is on its way by post.',
      'What you reported has been dealt with as follows:',
      'We checked: the conditions are not met at present, because',
    ],
    'request-supplement.explanation': [
      'Please hand in the papers above, as originals or clear photos, online or at the station.',
      'The photo cannot be read. Please take another in good light with all four corners in sight.',
    ],
    'ask-resident.question': ['When can we call you or come by?', 'Please tell us the exact place and time.'],
    'return-to-station.reason': ['This is not the business of our office; the office proposed should have it.'],
    'merge.reason': ['Filed twice: the same is under way.'],
    'refuse.remedy': ['You can ask for administrative review within 60 days, or sue within 6 months.'],
    'resolve.appealPath': ['You can ask for administrative review within 60 days, or sue within 6 months.'],
    'accept.note': ['The papers are complete.', 'Called the person.'],
    'note.text': ['Called the person.', 'Nobody answered; will call again.'],
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

export const usePhrases = (ownerId: string, asked: Asked, language: Language) => {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(placeOf(ownerId)) ?? '{}');
  const own = parsed(text);
  const ours = own[asked] ?? [];
  return {
    phrases: [...ours, ...(ofTheHouse[language][asked] ?? [])],
    keep: (phrase: string): void => {
      const kept = [phrase, ...ours.filter((each) => each !== phrase)].slice(0, most);
      localStorage.setItem(placeOf(ownerId), JSON.stringify({ ...own, [asked]: kept }));
      for (const listener of listeners) listener();
    },
  };
};
