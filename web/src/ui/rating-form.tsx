/** How to rate: five levels, none of them chosen beforehand: silence never counts as satisfied. */
import { type FormEvent, useState } from 'react';
import type { ActionBody } from '../../../domain/ticket/actions.ts';
import { useWords } from '../i18n/i18n.ts';
import { OptionalWords } from './optional-words.tsx';

const levels = [5, 4, 3, 2, 1] as const;
const names = { 5: 'best', 4: 'good', 3: 'fair', 2: 'bad', 1: 'worst' } as const;
export type Rating = ActionBody<'rate'>;
type Reason = NonNullable<Rating['reasons']>[number];
const reasons = [
  'slow',
  'attitude',
  'asked-twice',
  'sent-elsewhere',
  'not-solved',
  'wrong-information',
  'rule',
  'other',
] as const satisfies readonly Reason[];

/** Mouths from a smile to the opposite; the word beside it says the same. */
const mouths = {
  5: 'M7.5 14c1.200 3 7.800 3 9 0z',
  4: 'M8 14.500c1.500 2 6.500 2 8 0',
  3: 'M8 15.500h8',
  2: 'M8 16.500c1.500-2 6.500-2 8 0',
  1: 'M7.5 17c1.200-3.500 7.800-3.500 9 0z',
} as const;

const Face = ({ level }: { level: (typeof levels)[number] }) => (
  <svg className="face" viewBox="0 0 24 24" width="40" height="40" aria-hidden="true">
    <g fill="none" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" strokeLinejoin="round">
      <circle cx="12" cy="12" r="9.500" />
      <path d={`M8.500 9.500v.5M15.500 9.500v.5${mouths[level]}`} />
    </g>
  </svg>
);

type Props = { readonly onRate: (rating: Rating) => void; readonly isBusy: boolean };

export const RatingForm = ({ onRate, isBusy }: Props) => {
  const { t } = useWords();
  const [level, setLevel] = useState<number | undefined>(undefined);
  const [why, setWhy] = useState<readonly Reason[]>([]);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const isBad = level !== undefined && level <= 2;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(level === undefined);
    if (level === undefined) return;
    onRate({
      level,
      ...(isBad && why.length > 0 ? { reasons: [...why] } : {}),
      ...(text.trim() ? { text: text.trim() } : {}),
    });
  };
  return (
    <form className="form card" noValidate onSubmit={submit}>
      <fieldset className="question" aria-describedby={missing ? 'rate-problem' : undefined}>
        <legend className="label">{t('rate.title')}</legend>
        <p className="hint">{t('rate.note')}</p>
        {missing && (
          <p id="rate-problem" className="problem" role="alert">
            {t('rate.missing')}
          </p>
        )}
        <div className="faces">
          {levels.map((each) => (
            <label key={each} className="face-choice">
              <input type="radio" name="level" checked={level === each} onChange={() => setLevel(each)} />
              <Face level={each} />
              <span>{t(`rate.levels.${names[each]}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {isBad && (
        <fieldset className="question">
          <legend className="label">{t('rate.why')}</legend>
          <div className="choices">
            {reasons.map((reason) => (
              <label key={reason} className="choice">
                <input
                  type="checkbox"
                  checked={why.includes(reason)}
                  onChange={({ target }) =>
                    setWhy(target.checked ? [...why, reason] : why.filter((other) => other !== reason))
                  }
                />
                <span>{t(`rate.reasons.${reason}`)}</span>
              </label>
            ))}
          </div>
          <p className="hint">{t('rate.badNote')}</p>
        </fieldset>
      )}
      <OptionalWords id="rate-text" label={t('rate.text')} value={text} onChange={setText} />
      <button type="submit" className="button" disabled={isBusy}>
        {t('rate.submit')}
      </button>
    </form>
  );
};
