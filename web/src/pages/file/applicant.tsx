/** The applicant's own data: what the file knows as a short summary, and questions for the rest. */
import type { Field } from '../../../../domain/field.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import type { Known } from '../../api/known.ts';
import { useMe } from '../../auth/use-session.ts';
import { type Draft, isFromFile } from '../../drafts/draft.ts';
import { useWords } from '../../i18n/i18n.ts';
import { KnownText } from '../../ui/known-text.tsx';
import { Question } from './fields/question.tsx';

type Saving = { readonly draft: Draft; readonly save: (draft: Draft) => void };

export const uploadFor = ({ item, mandate }: Draft) => ({
  itemId: item.id,
  ...(mandate ? { mandateId: mandate.id } : {}),
});

/** What residents change themselves; who they are is settled at the counter. */
const keepable: ReadonlySet<string | undefined> = new Set([
  'resident.phone',
  'resident.address',
  'resident.bankAccount',
]);

/** Shall the answer be known the next time? Of their own file, and of an address only where they have not moved away. */
export const Keep = ({ draft, field, save }: Saving & { readonly field: Field }) => {
  const { t } = useWords();
  const me = useMe();
  const value = draft.answers[field.id];
  const region = typeof value === 'object' && value !== null && 'regionCode' in value ? value.regionCode : undefined;
  const hasMoved = region !== undefined && region !== me?.communityCode;
  if (!keepable.has(field.prefill) || isFromFile(draft, field) || draft.mandate || draft.anonymous) return null;
  if (value === undefined || value === '' || hasMoved) return null;
  const isKept = draft.keep.includes(field.id);
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={isKept}
        onChange={() =>
          save({ ...draft, keep: isKept ? draft.keep.filter((id) => id !== field.id) : [...draft.keep, field.id] })
        }
      />
      <span>{t('file.keep')}</span>
    </label>
  );
};

type ApplicantProps = Saving & {
  readonly known: Known | undefined;
  readonly fields: readonly Field[];
  readonly problems: readonly FieldProblem[];
};

export const Applicant = ({ draft, known, save, fields, problems }: ApplicantProps) => {
  const { t, say } = useWords();
  const summary = draft.anonymous ? [] : fields.filter((field) => isFromFile(draft, field));
  const asked = fields.filter((field) => !isFromFile(draft, field));
  return (
    <>
      {summary.length > 0 && (
        <dl className="answers card">
          {summary.map((field) => (
            <div key={field.id} className="answer">
              <dt>{say(field)}</dt>
              <dd>
                <KnownText field={field} value={known?.answers[field.id]} />
              </dd>
              <dd className="answer-change">
                <button
                  type="button"
                  className="link-button"
                  aria-label={t('file.changeOf', { name: say(field) })}
                  onClick={() => save({ ...draft, changed: [...draft.changed, field.id] })}
                >
                  {t('file.change')}
                </button>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {asked.map((field) => (
        <div key={field.id} className="form">
          <Question
            field={field}
            value={draft.answers[field.id]}
            problems={problems}
            communityCode={draft.communityCode}
            uploadFor={uploadFor(draft)}
            onChange={(value) => save({ ...draft, answers: { ...draft.answers, [field.id]: value } })}
          />
          <Keep draft={draft} field={field} save={save} />
          {draft.known.includes(field.id) && (
            <button
              type="button"
              className="link-button"
              onClick={() => save({ ...draft, changed: draft.changed.filter((id) => id !== field.id) })}
            >
              {t('file.useFile')}
            </button>
          )}
        </div>
      ))}
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
};
