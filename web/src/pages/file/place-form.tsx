/** One place of a form: its question or questions, what is wrong, and the way on. */
import { type FormEvent, type RefObject, useEffect, useRef } from 'react';
import type { Field } from '../../../../domain/field.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import type { KeptPaper, Known } from '../../api/known.ts';
import { type Draft, isFromFile } from '../../drafts/draft.ts';
import { useWords } from '../../i18n/i18n.ts';
import { KeptOffer } from '../../papers/kept-offer.tsx';
import { Page } from '../../ui/page.tsx';
import { Applicant, Keep, uploadFor } from './applicant.tsx';
import { Question } from './fields/question.tsx';
import { RegionPicker } from './fields/region-picker.tsx';
import type { Place } from './places.ts';

type Common = {
  readonly draft: Draft;
  /** What the file has; undefined while it is not known, or cannot be asked. */
  readonly known: Known | undefined;
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

const keptFor = (field: Field, known: Known | undefined): readonly KeptPaper[] =>
  field.type === 'file' ? (known?.papers ?? []).filter(({ material }) => material === field.material) : [];

type PlaceFormProps = Common & {
  readonly place: Place;
  readonly problems: readonly FieldProblem[];
  readonly next: () => void;
};

const titles = {
  community: { title: 'file.community', lead: 'file.communityLead' },
  applicant: { title: 'file.applicant', lead: 'file.applicantLead' },
  kept: { title: 'kept.title', lead: 'kept.lead' },
  check: { title: 'file.check', lead: 'file.checkLead' },
} as const;

export const PlaceForm = ({ place, problems, next, back, draft, known, save, ...progress }: PlaceFormProps) => {
  const { t, say } = useWords();
  const isQuestion = 'field' in place;
  useFocusOnProblems(isQuestion ? problems : []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    next();
  };
  const title = 'field' in place ? say(place.field) : t(titles[place.id].title);
  const isToldAll = 'fields' in place && !place.fields.some((field) => isFromFile(draft, field));
  const lead = 'field' in place || isToldAll ? undefined : t(titles[place.id].lead);
  const optional = 'field' in place && !place.field.required;
  return (
    <Page
      title={title}
      focusKey={place.id}
      back={{ to: back, label: t('file.previous') }}
      {...(lead ? { lead } : optional ? { lead: t('file.optional') } : {})}
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
        {'fields' in place && (
          <Applicant draft={draft} known={known} save={save} fields={place.fields} problems={problems} />
        )}
        {'papers' in place && (
          <KeptOffer
            papers={place.papers}
            chosen={draft.beside}
            onChoose={(id, isChosen) =>
              save({ ...draft, beside: [...draft.beside.filter((each) => each !== id), ...(isChosen ? [id] : [])] })
            }
          />
        )}
        {'field' in place && (
          <Question
            field={place.field}
            alone
            value={draft.answers[place.field.id]}
            problems={problems}
            communityCode={draft.communityCode}
            uploadFor={uploadFor(draft)}
            kept={draft.anonymous ? [] : keptFor(place.field, known)}
            onReuse={(id, value) =>
              save({
                ...draft,
                answers: { ...draft.answers, [place.field.id]: value },
                reuse: [...new Set([...draft.reuse, id])],
              })
            }
            onChange={(value) => save({ ...draft, answers: { ...draft.answers, [place.field.id]: value } })}
          />
        )}
        {'field' in place && <Keep draft={draft} field={place.field} save={save} />}
        <button type="submit" className="button button-wide">
          {t('file.next')}
        </button>
      </form>
    </Page>
  );
};
