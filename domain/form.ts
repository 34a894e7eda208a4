/**
 * A filled form against its item's own definition. Every problem is found at once, because the law asks for one list
 * (Administrative Licensing Law art. 32), and nothing is dropped in silence: what was not asked is refused.
 */
import { checkAnswer, isBlank, type Answer, type AnswerContext } from './answer.ts';
import type { Item } from './catalogue.ts';
import { hasOption, type Field } from './field.ts';
import { fieldName, type FieldProblem } from './refusal.ts';

export type Answers = Readonly<Record<string, Answer>>;

export type FormContext = AnswerContext & {
  /** Required fields that may be left out this time. */
  readonly mayOmit?: ReadonlySet<string>;
  /** The catalogue's `fieldSets.agent`, asked of whoever acts for another. */
  readonly agentFields?: readonly Field[];
};

/** The item's fields; an item that may be filed for somebody else is followed by the agent's. */
export const formFields = (item: Item, agentFields: readonly Field[] = []): readonly Field[] => {
  const forOthers = item.form.fields.some(({ id }) => id === 'applyAs') && item.agent !== 'no';
  const fields = [...item.form.fields, ...(forOthers ? agentFields : [])].map((field) => forThisItem(item, field));
  return fields.filter(({ showIf = {} }) =>
    Object.entries(showIf).every(([id, values]) => {
      const asked = fields.find((field) => field.id === id);
      return asked?.type === 'select' && [values].flat().some((value) => hasOption(asked, value));
    }),
  );
};

/** Who may act, and which relations count, are the item's to say: options it rules out are not offered. */
const forThisItem = (item: Item, field: Field): Field => {
  if (field.type !== 'select') return field;
  const out = new Set<string>();
  if (field.id === 'applyAs' && item.agent === 'guardian-only') out.add('agent');
  if (field.id === 'applyAs' && item.agent === 'no') out.add('agent').add('guardian');
  if (field.id === 'agentRelation' && item.agent === 'relative') out.add('neighbour').add('other');
  return out.size === 0 ? field : { ...field, options: field.options.filter(({ value }) => !out.has(value)) };
};

/** What an anonymous applicant may leave out: the applicant block, where the item allows it; else nothing. */
export const anonymousMayOmit = (item: Item): ReadonlySet<string> =>
  new Set(
    item.anonymousAllowed
      ? item.form.fields.filter(({ id, prefill }) => id === 'applyAs' || prefill !== undefined).map(({ id }) => id)
      : [],
  );

/** Does an answer, as far as it was given, fulfil a `showIf`? */
const fulfils = (given: unknown, wanted: string | readonly string[]): boolean =>
  [wanted].flat().some((value) => (Array.isArray(given) ? given.includes(value) : given === value));

/** The fields that are asked while these are the answers, in the order of the form. */
export const askedFields = (fields: readonly Field[], answers: Readonly<Record<string, unknown>>): readonly Field[] => {
  const shown = new Set<string>();
  return fields.filter(({ id, showIf = {} }) => {
    const asked = Object.entries(showIf).every(
      ([other, wanted]) => shown.has(other) && fulfils(answers[other], wanted),
    );
    if (asked) shown.add(id);
    return asked;
  });
};

const notAsked = (field: Field, fields: readonly Field[]): FieldProblem => {
  const conditions = Object.entries(field.showIf ?? {}).map(([id, values]) => {
    const asked = fields.find((other) => other.id === id);
    const options =
      asked?.type === 'select' ? asked.options.filter(({ value }) => [values].flat().includes(value)) : [];
    return {
      zh: `“${asked?.zh ?? id}”为“${options.map(({ zh }) => zh).join('/')}”`,
      en: `"${asked?.en ?? id}" is "${options.map(({ en }) => en).join('" or "')}"`,
    };
  });
  return {
    path: field.id,
    code: 'not-asked',
    zh: `“${field.zh}”只在${conditions.map(({ zh }) => zh).join('且')}时填写，请删去`,
    en: `${field.en}: asked only if ${conditions.map(({ en }) => en).join(' and ')}, leave it out`,
  };
};

const missing = (field: Field): FieldProblem => ({
  path: field.id,
  code: 'required',
  zh: `请填写“${field.zh}”`,
  en: `${field.en}: required`,
});

/** Names of fields that the form does not have. */
const unknownFields = (given: object, fields: readonly Field[]): FieldProblem[] => {
  const known = new Set(fields.map(({ id }) => id));
  const names = Object.keys(given).filter((name) => !known.has(name));
  return names.slice(0, 20).map((name) => {
    const path = fieldName(name);
    return {
      path,
      code: 'unknown',
      zh: `表单没有“${path}”这一项，请删去`,
      en: `the form has no field "${path}", leave it out`,
    };
  });
};

/**
 * Normal answers, or all problems in the order of the form. Control characters, over-long values and unknown fields
 * are refused; blank counts as not answered; a hidden field with an answer is refused (`not-asked`).
 */
export const checkForm = (
  item: Item,
  answers: unknown,
  { mayOmit = new Set(), agentFields, ...context }: FormContext,
): { answers: Answers } | FieldProblem[] => {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
    const [zh, en] = ['表单应为“字段: 值”的对象', 'the form must be an object of field: value'];
    return [{ path: '', code: 'type', zh, en }];
  }
  const fields = formFields(item, agentFields);
  const given = new Map(Object.entries(answers).filter(([, raw]) => !isBlank(raw)));
  const problems = unknownFields(answers, fields);
  const checked: Record<string, Answer> = {};
  const shown = new Set<string>();
  /** Wrong themselves, or hanging on a wrong answer: what depends on them is asked again with them. */
  const undecided = new Set<string>();
  for (const field of fields) {
    const conditions = Object.entries(field.showIf ?? {});
    if (conditions.some(([id]) => undecided.has(id))) {
      undecided.add(field.id);
      continue;
    }
    const asked = conditions.every(([id, wanted]) => shown.has(id) && fulfils(given.get(id), wanted));
    if (asked) shown.add(field.id);
    if (!given.has(field.id)) {
      if (asked && field.required && !mayOmit.has(field.id)) problems.push(missing(field));
    } else if (asked) {
      const result = checkAnswer(field, given.get(field.id), context);
      if (Array.isArray(result)) {
        problems.push(...result);
        undecided.add(field.id);
      } else checked[field.id] = result.value;
    } else problems.push(notAsked(field, fields));
  }
  return problems.length > 0 ? problems : { answers: checked };
};
