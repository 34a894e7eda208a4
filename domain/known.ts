/**
 * What a resident's file knows of a form, so that it is not asked again, and which answers may change the file. Nothing
 * typed into a form gets into the file by itself: its owner says so, and who somebody is is settled at the counter.
 */
import { type AnswerContext, checkAnswer, isBlank } from './answer.ts';
import type { Channel, Item } from './catalogue.ts';
import type { KnownField } from './field.ts';
import { type Answers, askedFields } from './form.ts';
import type { Speaker } from './paper.ts';
import { fieldName, type FieldProblem } from './refusal.ts';

/** `resident.phone` → `phone`. */
export const knownFieldOf = ({ prefill }: { prefill?: `resident.${KnownField}` | undefined }): KnownField | undefined =>
  prefill?.slice('resident.'.length) as KnownField | undefined;

/**
 * Answers to the item's form that the file has. What would not pass as an answer to this form is asked instead. With
 * `given`, only those that are asked while these are the other answers.
 */
export const knownAnswers = (
  item: Item,
  file: Readonly<Partial<Record<KnownField, unknown>>>,
  context: AnswerContext,
  given?: Readonly<Record<string, unknown>>,
): Answers =>
  Object.fromEntries(
    (given ? askedFields(item.form.fields, given) : item.form.fields).flatMap((field) => {
      const name = knownFieldOf(field);
      const value = name === undefined ? undefined : file[name];
      const checked = isBlank(value) ? [] : checkAnswer(field, value, context);
      return Array.isArray(checked) ? [] : [[field.id, checked.value]];
    }),
  );

/** Is the person there, so that their card can be looked at? On the telephone nobody knows who calls. */
export const isInPerson = (channel: Channel): boolean => channel === 'counter' || channel === 'home-visit';

export type Keeping = {
  speaker: Speaker;
  channel: Channel;
  /** Of the file: was the ID card compared with the person, and where is it kept? */
  verified: boolean;
  communityCode: string;
};

const objectionToKeep = (
  name: KnownField,
  answer: Answers[string],
  { speaker, channel, verified, communityCode }: Keeping,
): Omit<FieldProblem, 'path'> | undefined => {
  if (speaker === 'agent')
    return { code: 'agent', zh: '代理人不能更改本人的资料', en: 'an agent cannot change the file' };
  if (speaker === 'staff' && !isInPerson(channel))
    return {
      code: 'in-person',
      zh: '资料须本人在网上或当面更改',
      en: 'the file is changed online by its owner, or with them present',
    };
  if (name === 'idCard')
    return { code: 'verify', zh: '证件号码须在窗口核验后更改', en: 'ID numbers are changed by a look at the card' };
  if (name === 'name' && verified && speaker === 'self')
    return { code: 'counter', zh: '姓名已核验，请到窗口更改', en: 'the name is verified: change it at the counter' };
  const region = typeof answer === 'object' && 'regionCode' in answer ? answer.regionCode : communityCode;
  return region === communityCode
    ? undefined
    : {
        code: 'moved',
        zh: '地址在另一社区：请到新社区的服务站办理迁移',
        en: 'lies in another community: move the file at the station there',
      };
};

/** What of the answers goes into the file, or everything that stands against it. `keep`: ids of fields. */
export const answersToKeep = (
  keep: readonly string[],
  item: Item,
  given: Answers,
  keeping: Keeping,
): { fields: Partial<Record<KnownField, Answers[string]>> } | FieldProblem[] => {
  const problems: FieldProblem[] = [];
  const fields: Partial<Record<KnownField, Answers[string]>> = {};
  for (const id of new Set(keep)) {
    const field = item.form.fields.find((each) => each.id === id);
    const name = field && knownFieldOf(field);
    const answer = given[id];
    const path = `keep.${fieldName(id)}`;
    if (name === undefined || answer === undefined) {
      problems.push({
        path,
        code: 'not-kept',
        zh: '此项没有填写，或不在居民资料之列',
        en: 'not answered here, or nothing that a file keeps',
      });
      continue;
    }
    const wrong = objectionToKeep(name, answer, keeping);
    if (wrong) problems.push({ path, ...wrong });
    else fields[name] = answer;
  }
  return problems.length > 0 ? problems : { fields };
};
