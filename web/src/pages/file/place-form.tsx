/** One place of a form: its question or questions, what is wrong, and the way on. */
import { type FormEvent, type RefObject, useEffect, useRef } from 'react';
import type { Field } from '../../../../domain/field.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import type { Draft } from '../../drafts/draft.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Question } from './fields/question.tsx';
import { RegionPicker } from './fields/region-picker.tsx';
import type { Place } from './places.ts';

type Common = {
  readonly draft: Draft;
  readonly save: (draft: Draft) => void;
  readonly savedAt: number;
  readonly step: number;
  readonly steps: number;
  readonly back: string;
};

export const Progress = ({ draft, step, steps, savedAt }: Pick<Common, 'draft' | 'step' | 'steps' | 'savedAt'>) => {
  const { t, say } = useWords();
  return (
    <div className="progress">
      <p>
        {say(draft.item)} · {t('file.step', { step, steps })}
      </p>
      <progress value={step} max={steps} aria-label={t('file.step', { step, steps })} />
      <p role="status" className="hint saved">
        {savedAt > 0 && t('file.saved')}
      </p>
    </div>
  );
};

/** Moves to the first field that is wrong, or to `otherwise`. */
const useFocusOnProblems = (problems: readonly FieldProblem[], otherwise?: RefObject<HTMLElement | null>): void =>
  useEffect(() => {
    if (problems.length === 0) return;
    const field = document.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"] input');
    (field ?? otherwise?.current)?.focus();
  }, [problems, otherwise]);

/** The list of what is wrong, read out at once. */
export const Problems = ({ problems }: { problems: readonly FieldProblem[] }) => {
  const { t, say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useFocusOnProblems(problems, box);
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('file.wrong')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.path + problem.code}>{say(problem)}</li>
        ))}
      </ul>
    </div>
  );
};

const uploadFor = ({ item, mandate }: Draft) => ({ itemId: item.id, ...(mandate ? { mandateId: mandate.id } : {}) });

const Applicant = ({ draft, save, fields, problems }: Pick<Common, 'draft' | 'save'> & Asked) => {
  const { t, say } = useWords();
  if (!draft.writesApplicant)
    return (
      <>
        <ul className="ticks card">
          {fields.map((field) => (
            <li key={field.id}>
              <Icon name="check" /> {say(field)}
            </li>
          ))}
        </ul>
        <button type="button" className="link-button" onClick={() => save({ ...draft, writesApplicant: true })}>
          {t('file.writeApplicant')}
        </button>
        {draft.item.anonymousAllowed && (
          <label className="choice">
            <input
              type="checkbox"
              checked={draft.anonymous}
              onChange={({ target }) => save({ ...draft, anonymous: target.checked })}
            />
            <span>{t('file.anonymous')}</span>
          </label>
        )}
      </>
    );
  return (
    <>
      {fields.map((field) => (
        <Question
          key={field.id}
          field={field}
          value={draft.answers[field.id]}
          problems={problems}
          uploadFor={uploadFor(draft)}
          onChange={(value) => save({ ...draft, answers: { ...draft.answers, [field.id]: value } })}
        />
      ))}
      <button type="button" className="link-button" onClick={() => save({ ...draft, writesApplicant: false })}>
        {t('file.useFile')}
      </button>
    </>
  );
};
type Asked = { readonly fields: readonly Field[]; readonly problems: readonly FieldProblem[] };

type PlaceFormProps = Common & {
  readonly place: Place;
  readonly problems: readonly FieldProblem[];
  readonly next: () => void;
};

export const PlaceForm = ({ place, problems, next, back, draft, save, ...progress }: PlaceFormProps) => {
  const { t, say } = useWords();
  const isQuestion = 'field' in place;
  useFocusOnProblems(isQuestion ? problems : []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    next();
  };
  const title = 'field' in place ? say(place.field) : t(place.id === 'applicant' ? 'file.applicant' : 'file.community');
  const lead = 'field' in place ? undefined : t(place.id === 'applicant' ? 'file.applicantLead' : 'file.communityLead');
  const optional = 'field' in place && !place.field.required;
  return (
    <Page
      title={title}
      focusKey={place.id}
      back={{ to: back, label: t('file.previous') }}
      {...(lead && !('fields' in place && draft.writesApplicant)
        ? { lead }
        : optional
          ? { lead: t('file.optional') }
          : {})}
    >
      <Progress draft={draft} {...progress} />
      <form className="form" noValidate onSubmit={submit}>
        {/* One question says itself what is wrong with it. */}
        {!isQuestion && <Problems problems={problems} />}
        {place.id === 'community' && (
          <RegionPicker
            id="community"
            code={draft.communityCode}
            invalid={problems.length > 0}
            onChange={(communityCode) => save({ ...draft, communityCode })}
          />
        )}
        {'fields' in place && <Applicant draft={draft} save={save} fields={place.fields} problems={problems} />}
        {'field' in place && (
          <Question
            field={place.field}
            alone
            value={draft.answers[place.field.id]}
            problems={problems}
            communityCode={draft.communityCode}
            uploadFor={uploadFor(draft)}
            onChange={(value) => save({ ...draft, answers: { ...draft.answers, [place.field.id]: value } })}
          />
        )}
        <button type="submit" className="button button-wide">
          {t('file.next')}
        </button>
      </form>
    </Page>
  );
};
