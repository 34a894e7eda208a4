/** The way through a form: one thing at a time. */
import '../../drafts/without-eval.ts';
import type { Field } from '../../../../domain/field.ts';
import { askedFields, checkForm, formFields } from '../../../../domain/form.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { dateOf, instantOf } from '../../../../domain/time.ts';
import type { Draft } from '../../drafts/draft.ts';
import { answersToSend } from '../../drafts/send.ts';

/** Who files is known: by the mandate, or it is the resident. */
const whoActs = 'applyAs';

export type Place =
  | { readonly id: 'community' }
  /** The applicant's own data, which the file mostly knows. */
  | { readonly id: 'applicant'; readonly fields: readonly Field[] }
  | { readonly id: string; readonly field: Field }
  | { readonly id: 'check' };

const fieldsOf = (draft: Draft): readonly Field[] =>
  askedFields(formFields(draft.item), draft.answers).filter(({ id }) => id !== whoActs);

export const placesOf = (draft: Draft): readonly Place[] => {
  const fields = fieldsOf(draft);
  const known = fields.filter(({ prefill }) => prefill !== undefined);
  const asked = fields.filter(({ prefill }) => prefill === undefined);
  return [
    { id: 'community' },
    ...(known.length > 0 && !draft.mandate ? [{ id: 'applicant' as const, fields: known }] : []),
    ...asked.map((field) => ({ id: field.id, field })),
    { id: 'check' },
  ];
};

const firstPart = (path: string): string => path.split('.')[0] ?? path;

/** Everything that is wrong with the answers so far, as the service will see it. */
export const problemsOf = (draft: Draft): readonly FieldProblem[] => {
  const left = formFields(draft.item).filter(({ prefill }) => prefill !== undefined);
  const fromFile = !draft.writesApplicant || draft.anonymous || draft.mandate !== undefined;
  const result = checkForm(draft.item, answersToSend(draft), {
    today: dateOf(instantOf(Date.now())),
    mayOmit: new Set([...(fromFile ? left.map(({ id }) => id) : []), whoActs]),
  });
  return 'answers' in result ? [] : result;
};

/** What is wrong at one place. */
export const problemsAt = (place: Place, problems: readonly FieldProblem[]): readonly FieldProblem[] => {
  if ('field' in place) return problems.filter(({ path }) => firstPart(path) === place.field.id);
  if ('fields' in place) return problems.filter(({ path }) => place.fields.some(({ id }) => id === firstPart(path)));
  return [];
};

/** The place at which a field is asked. */
export const placeOfField = (path: string, places: readonly Place[]): Place | undefined =>
  places.find(
    (place) =>
      ('field' in place && place.field.id === firstPart(path)) ||
      ('fields' in place && place.fields.some(({ id }) => id === firstPart(path))),
  );
