/** The way through a form: one thing at a time. */
import '../../drafts/without-eval.ts';
import type { Field } from '../../../../domain/field.ts';
import { askedFields, checkForm, formFields } from '../../../../domain/form.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { dateOf, instantOf } from '../../../../domain/time.ts';
import { isApplicantField, type KeptPaper } from '../../api/known.ts';
import { type Draft, isFromFile } from '../../drafts/draft.ts';
import { answersToSend } from '../../drafts/send.ts';

/** Who files is known: by the mandate, or it is the resident. */
const whoActs = 'applyAs';

export type Place =
  | { readonly id: 'community' }
  /** The applicant's own data, which the file mostly knows. */
  | { readonly id: 'applicant'; readonly fields: readonly Field[] }
  | { readonly id: string; readonly field: Field }
  /** Papers of the file that the item wants and its form has no field for. */
  | { readonly id: 'kept'; readonly papers: readonly KeptPaper[] }
  | { readonly id: 'check' };

const fieldsOf = (draft: Draft): readonly Field[] =>
  askedFields(formFields(draft.item), draft.answers).filter(({ id }) => id !== whoActs);

/** Of somebody else's file nothing is shown, and only what it lacks is asked. */
const isAboutApplicant = (draft: Draft, field: Field): boolean =>
  draft.mandate
    ? isApplicantField(field) && !isFromFile(draft, field)
    : isApplicantField(field) || isFromFile(draft, field);

export const placesOf = (draft: Draft, kept: readonly KeptPaper[] = []): readonly Place[] => {
  const fields = fieldsOf(draft);
  const applicant = fields.filter(
    (field) => isAboutApplicant(draft, field) || (!draft.mandate && draft.changed.includes(field.id)),
  );
  const asked = fields.filter((field) => !applicant.includes(field) && !isFromFile(draft, field));
  const inForm = new Set(fields.map((field) => (field.type === 'file' ? field.material : '')));
  const papers = draft.anonymous ? [] : kept.filter(({ material }) => !inForm.has(material));
  return [
    { id: 'community' },
    ...(applicant.length > 0 ? [{ id: 'applicant' as const, fields: applicant }] : []),
    ...asked.map((field) => ({ id: field.id, field })),
    ...(papers.some(({ objection }) => objection === null) ? [{ id: 'kept' as const, papers }] : []),
    { id: 'check' },
  ];
};

/** `residenceAddress.detail` and `keep.residenceAddress` → `residenceAddress`. */
const fieldAt = (path: string): string => path.replace(/^keep\./, '').split('.')[0] ?? path;

/** Everything that is wrong with the answers so far, as the service will see it. */
export const problemsOf = (draft: Draft): readonly FieldProblem[] => {
  const left = formFields(draft.item).filter((field) => isFromFile(draft, field));
  const result = checkForm(draft.item, answersToSend(draft), {
    today: dateOf(instantOf(Date.now())),
    mayOmit: new Set([...left.map(({ id }) => id), whoActs]),
  });
  return 'answers' in result ? [] : result;
};

/** What is wrong at one place. */
export const problemsAt = (place: Place, problems: readonly FieldProblem[]): readonly FieldProblem[] => {
  if ('field' in place) return problems.filter(({ path }) => fieldAt(path) === place.field.id);
  if ('fields' in place) return problems.filter(({ path }) => place.fields.some(({ id }) => id === fieldAt(path)));
  return [];
};

/** The place at which a field is asked. */
export const placeOfField = (path: string, places: readonly Place[]): Place | undefined =>
  places.find(
    (place) =>
      ('field' in place && place.field.id === fieldAt(path)) ||
      ('fields' in place && place.fields.some(({ id }) => id === fieldAt(path))) ||
      (place.id === 'kept' && fieldAt(path) === 'reuse'),
  );
