/**
 * What each action asks, in the order in which it is asked. What an answer must be like is not said here: the action's
 * own schema in domain/ticket/actions.ts checks the body before it is sent, as the service does after.
 */
import { type ActionName, actions, specialSteps } from '../../../../domain/ticket/actions.ts';
import type { Happened } from '../../api/ticket.ts';
import type { StaffWords } from '../zh.ts';

export type FieldName = keyof StaffWords['fields'];
type Option = keyof StaffWords['options'];
export type Answers = Readonly<Record<string, unknown>>;
export type ActionField = {
  readonly name: FieldName;
  readonly optional?: true;
  /** Asked only then, and an answer is needed then. */
  readonly when?: (answers: Answers, events: readonly Happened[]) => boolean;
} & (
  | { readonly kind: 'words' | 'line' | 'date' | 'office' | 'colleague' | 'reference' }
  | { readonly kind: 'reasons' | 'materials' | 'brought' | 'card' | 'step' | 'special-step' | 'workdays' | 'kept' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
);

/** Papers that need not be brought again, and how the resident agreed. */
const fromFile: readonly ActionField[] = [
  { name: 'channel', kind: 'choice', options: ['counter', 'home-visit', 'hotline'], optional: true },
  { name: 'reuse', kind: 'kept', optional: true },
];
const words = (name: FieldName): ActionField => ({ name, kind: 'words' });
const maybe = (name: FieldName): ActionField => ({ name, kind: 'words', optional: true });
const line = (name: FieldName): ActionField => ({ name, kind: 'line' });
const choice = (name: FieldName, ...options: Option[]): ActionField => ({ name, kind: 'choice', options });

/** A second list needs a reason. */
const wasAsked = (_: Answers, events: readonly Happened[]): boolean =>
  events.some(({ type }) => type === 'SupplementRequested');
/** Whoever is turned down is told by what law, and what they can do. */
const isDenial = ({ outcome }: Answers): boolean => outcome === 'denied';

const isReached = ({ reached }: Answers): boolean => reached === 'answered-call';
const isBadCall = (answers: Answers): boolean => isReached(answers) && Number(answers['level'] ?? 5) <= 2;

export const actionFields: Readonly<Partial<Record<ActionName, readonly ActionField[]>>> = {
  claim: [],
  release: [],
  assign: [{ name: 'personId', kind: 'colleague' }],
  accept: [maybe('note')],
  'request-supplement': [
    { name: 'materials', kind: 'materials' },
    words('explanation'),
    { ...words('secondReason'), when: wasAsked },
  ],
  supplement: [{ name: 'papers', kind: 'brought', optional: true }, ...fromFile, maybe('text')],
  refuse: [line('legalBasis'), words('reason'), words('remedy')],
  merge: [{ name: 'into', kind: 'reference' }, words('reason')],
  route: [{ name: 'officeId', kind: 'office' }, maybe('reason')],
  sign: [],
  'return-to-station': [words('reason'), { name: 'proposedOfficeId', kind: 'office', optional: true }],
  'refer-to-arbiter': [words('reason')],
  'assign-office': [{ name: 'officeId', kind: 'office' }, words('reason')],
  'ask-resident': [words('question')],
  answer: [words('answer'), ...fromFile],
  'begin-special-step': [
    choice('kind', ...specialSteps),
    line('legalBasis'),
    line('body'),
    words('explanation'),
    { name: 'expectedEnd', kind: 'date' },
  ],
  'end-special-step': [{ name: 'step', kind: 'special-step' }, words('finding')],
  extend: [{ name: 'by', kind: 'workdays' }, words('reason')],
  'complete-step': [{ name: 'step', kind: 'step' }, maybe('note')],
  resolve: [
    choice('outcome', 'granted', 'done', 'answered', 'explained', 'denied'),
    words('answer'),
    { ...line('legalBasis'), when: isDenial },
    { ...words('appealPath'), when: isDenial },
  ],
  'open-rating': [],
  'rate-by-phone': [
    choice('reached', 'answered-call', 'no-answer'),
    { ...choice('level', '5', '4', '3', '2', '1'), when: isReached },
    { name: 'reasons', kind: 'reasons', optional: true, when: isBadCall },
    { ...maybe('text'), when: isReached },
  ],
  'verify-rating': [words('finding')],
  rectify: [choice('how', 'rectified', 'explained'), words('explanation')],
  'record-call-back': [{ ...choice('level', '5', '4', '3', '2', '1'), optional: true }, words('note')],
  'appeal-rating': [words('evidence')],
  'decide-rating-appeal': [choice('upheld', 'yes', 'no'), words('reason')],
  'approve-reopen': [maybe('reason')],
  'decline-reopen': [words('reason')],
  'explain-card': [{ name: 'card', kind: 'card' }, words('explanation')],
  'decide-card': [{ name: 'card', kind: 'card' }, choice('decision', 'upheld', 'cancelled'), words('reason')],
  note: [words('text')],
};

/** An action that this page has a form for, and the fields of it. */
export const isOffered = (name: string): name is ActionName => name in actionFields;

/** The most usual first, what ends or hands away last; the same order everywhere, so that fingers learn it. */
const order = Object.keys(actionFields);
const atHand = ['claim', 'sign', 'accept', 'resolve', 'request-supplement', 'complete-step', 'ask-resident'];
/** What waits for exactly this person. */
const theirs = ['supplement', 'answer', 'verify-rating', 'rectify', 'record-call-back', 'decide-rating-appeal'];
const usual = [...atHand, ...theirs, 'decide-card', 'assign-office', 'approve-reopen', 'note'];
export const inOrder = (names: readonly string[]): readonly ActionName[] => {
  const rank = (name: string): number => {
    const at = usual.indexOf(name);
    return at === -1 ? usual.length + order.indexOf(name) : at;
  };
  return names.filter(isOffered).sort((a, b) => rank(a) - rank(b));
};

export type Fault = { readonly field: FieldName; readonly kind: 'missing' | 'wrong' | { readonly tooLong: number } };

/** The fields that are asked while these are the answers. */
export const askedFields = (name: ActionName, answers: Answers, events: readonly Happened[]): readonly ActionField[] =>
  (actionFields[name] ?? []).filter(({ when }) => !when || when(answers, events));

/** As the schema wants it: what is left empty is left out, yes and no are true and false. */
const bodyOf = (fields: readonly ActionField[], answers: Answers): Answers =>
  Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const value = answers[field.name];
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return [];
      if (field.name === 'upheld') return [[field.name, value === 'yes']];
      if (field.name === 'reached') return [[field.name, value === 'answered-call']];
      if (field.name === 'level') return [[field.name, Number(value)]];
      if (field.kind === 'workdays') return [[field.name, { n: Number(value), unit: 'wd' }]];
      return [[field.name, value]];
    }),
  );

/** The body, or everything that the action's schema has against it. */
export const checked = (
  name: ActionName,
  answers: Answers,
  events: readonly Happened[],
): { body: object } | { faults: readonly Fault[] } => {
  const fields = askedFields(name, answers, events);
  const body = bodyOf(fields, answers);
  const missing = fields.filter(({ name, when, optional }) => when && !optional && !(name in body));
  const result = actions[name].body.safeParse(body);
  if (result.success && missing.length === 0) return { body: result.data };
  const conditional = missing.map(({ name }): Fault => ({ field: name, kind: 'missing' }));
  if (result.success) return { faults: conditional };
  const faults = result.error.issues.flatMap((issue): Fault[] => {
    const field = fields.find((each) => each.name === issue.path[0])?.name;
    if (field === undefined) return [];
    if (!(field in body)) return [{ field, kind: 'missing' }];
    if (issue.code === 'too_big' && typeof issue.maximum === 'number')
      return [{ field, kind: { tooLong: issue.maximum } }];
    return [{ field, kind: 'wrong' }];
  });
  return { faults: [...faults, ...conditional] };
};
