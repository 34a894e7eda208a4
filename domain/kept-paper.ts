/**
 * The papers of a resident's file: what they handed in with a request once and may use again. The file keeps no copies:
 * it is the list of their papers that some request has, less those that they took out of it. Using one again needs
 * their consent each time (个人信息保护法 14), a highly sensitive one a consent that nobody else gives for them (29).
 */
import type { Channel, Item, MaterialType } from './catalogue.ts';
import { isInPerson } from './known.ts';
import type { Paper, Speaker } from './paper.ts';
import type { FieldProblem } from './refusal.ts';
import { type CivilDate, dateOf, monthsLater } from './time.ts';

/** Months for which a paper counts whose own last day nobody has read. */
const unreadMonths = 12;

/**
 * The last day on which it can be used again; null: it does not expire. Months count from the day it was handed in. A
 * paper with a last day of its own has that day if a clerk read it from the original, else it counts for a year.
 */
export const lastDayOf = (
  { at, validTo }: Pick<Paper, 'at' | 'validTo'>,
  { keepValid }: Pick<MaterialType, 'keepValid'>,
): CivilDate | null => {
  const given = dateOf(at);
  if (keepValid === 'permanent') return null;
  if (keepValid === 'none') return given;
  if (keepValid === 'until-expiry' || keepValid === 'until-adult') return validTo ?? monthsLater(given, unreadMonths);
  return monthsLater(given, Number.parseInt(keepValid, 10));
};

/** Is it in the file? Not before a request has it, nor what was shown without a name, or in confidence. */
export const isKept = ({ state, attachedTo, anonymous, confidential, removedAt }: Paper): boolean =>
  state === 'checked' && attachedTo.length > 0 && !anonymous && !confidential && removedAt === undefined;

/** Does the resident hand it in now, or is it used again from their file? */
export const isHandedIn = ({ attachedTo, again }: Pick<Paper, 'attachedTo' | 'again'>): boolean =>
  attachedTo.length === 0 || again === true;

/** How, when and by whom it is to be used again. */
export type Reusing = {
  today: CivilDate;
  speaker: Speaker;
  channel: Channel;
  /** The account that files. */
  callerId: string;
  /** The request that it is to be handed in with, where there is one already. */
  ticketId?: string;
  types: ReadonlyMap<string, MaterialType>;
};

type Objection = Pick<FieldProblem, 'code' | 'zh' | 'en'>;

/** Why a paper of the resident's file cannot be used again for this item, or undefined. */
export const objectionToReuse = (
  paper: Paper,
  item: Item,
  { today, speaker, channel, callerId, ticketId, types }: Reusing,
): Objection | undefined => {
  const type = types.get(paper.material);
  const asked = item.materials.find(({ ref }) => ref === paper.material);
  if (!isKept(paper))
    return { code: 'not-kept', zh: '此材料已不在您的资料中，请重新上传', en: 'no longer in the file, upload it anew' };
  if (ticketId !== undefined && paper.attachedTo.includes(ticketId))
    return { code: 'has-it', zh: '此申请已有这份材料，请另交一份', en: 'the request has this one, hand in another' };
  if (!type?.reusableFromFile || !asked?.reusableFromFile)
    return {
      code: 'not-reusable',
      zh: '此事项的这种材料须重新提交',
      en: 'for this item such a paper is handed in anew',
    };
  const last = lastDayOf(paper, type);
  if (last !== null && last < today)
    return { code: 'expired', zh: `已于 ${last} 到期，请重新上传`, en: `expired on ${last}, upload it anew` };
  if (type.sensitivity !== 'high') return undefined;
  if (speaker === 'agent' && paper.uploadedBy !== callerId)
    return {
      code: 'sensitive',
      zh: '敏感材料只能由本人使用，请重新上传',
      en: 'a sensitive paper is for its owner to use again, upload it anew',
    };
  return speaker === 'staff' && !isInPerson(channel)
    ? {
        code: 'sensitive',
        zh: '敏感材料须本人当面或在网上同意使用',
        en: 'a sensitive paper needs a consent in person or online',
      }
    : undefined;
};
