/** At the desk: what the file knows, masked; and that a scan was made from an original which the clerk has seen. */
import type { Field } from '../../../../domain/field.ts';
import { AnswerText } from '../../ui/answer-text.tsx';
import { useStaffWords } from '../words.ts';

/** What may go into the file at the resident's word; an ID number only by a look at the card. */
export const isKeptInFile = ({ prefill }: Field): boolean => prefill !== undefined && prefill !== 'resident.idCard';

type KnownSummaryProps = {
  readonly fields: readonly Field[];
  readonly answers: Readonly<Record<string, unknown>>;
  readonly change: (id: string) => void;
};

export const KnownSummary = ({ fields, answers, change }: KnownSummaryProps) => {
  const { w, t, say } = useStaffWords();
  return (
    <>
      <p>{w.intake.prefilled}</p>
      <dl className="answers">
        {fields.map((field) => (
          <div key={field.id} className="answer">
            <dt>{say(field)}</dt>
            <dd>
              {answers[field.id] === undefined ? (
                t('file.fromFile')
              ) : (
                <AnswerText field={field} value={answers[field.id]} />
              )}
            </dd>
            <dd className="answer-change">
              <button
                type="button"
                className="link-button"
                aria-label={t('file.changeOf', { name: say(field) })}
                onClick={() => change(field.id)}
              >
                {t('file.change')}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
};

/** How what is scanned now was seen, as the upload says it. */
export type Original = { readonly originalSeen: boolean; readonly validTo?: string };

type OriginalSeenProps = { readonly original: Original; readonly onChange: (original: Original) => void };

export const OriginalSeen = ({ original, onChange }: OriginalSeenProps) => {
  const { w } = useStaffWords();
  return (
    <div className="wb-original">
      <label className="wb-check">
        <input
          type="checkbox"
          checked={original.originalSeen}
          onChange={({ target }) => onChange({ originalSeen: target.checked })}
        />
        {w.intake.originalSeen}
      </label>
      {original.originalSeen && (
        <label>
          {w.intake.validTo}{' '}
          <input
            type="date"
            value={original.validTo ?? ''}
            onChange={({ target }) =>
              onChange({ originalSeen: true, ...(target.value ? { validTo: target.value } : {}) })
            }
          />
        </label>
      )}
    </div>
  );
};
