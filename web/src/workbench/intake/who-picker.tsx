/** Who it is, by the number on the card or the telephone. The number goes into a body and is kept nowhere. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useFailureWords } from '../../ui/state.tsx';
import { searchResidents } from '../api.ts';
import { ResidentLine } from '../find.tsx';
import { wantedOf } from '../wanted.ts';
import { useStaffWords } from '../words.ts';
import type { Applicant, KnownNumber } from './applicant.ts';

export const WhoPicker = ({ choose }: { choose: (applicant: Applicant) => void }) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => input.current?.focus(), []);
  const look = useMutation({
    mutationFn: ({ by, value }: KnownNumber) => searchResidents(by, value),
    onSuccess: ({ residents }) => {
      const [only, another] = residents;
      if (only && !another) choose({ kind: 'resident', resident: only });
    },
  });
  /** Without a file; the number that was typed goes into the form. */
  const goOn = (): void => {
    const { by, value } = wantedOf(typed);
    choose({ kind: 'unknown', ...(by === 'phone' || by === 'id-card' ? { known: { by, value } } : {}) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { by, value } = wantedOf(typed);
    const isNumber = by === 'phone' || by === 'id-card';
    setIsWrong(!isNumber);
    if (isNumber) look.mutate({ by, value });
  };
  const residents = look.data?.residents;
  return (
    <form className="wb-who" noValidate onSubmit={submit}>
      <label htmlFor="who-number">{w.intake.whoLabel}</label>
      <div className="wb-buttons">
        <input
          ref={input}
          id="who-number"
          autoComplete="off"
          inputMode="text"
          aria-invalid={isWrong}
          aria-describedby="who-hint"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            look.reset();
          }}
        />
        <button type="submit" className="wb-button wb-primary" disabled={look.isPending}>
          {w.intake.look}
        </button>
        <button type="button" className="wb-button" onClick={goOn}>
          {w.intake.without}
        </button>
        <span id="who-hint" className={isWrong ? 'problem' : 'hint'}>
          {isWrong ? w.act.wrong : w.intake.whoHint}
        </span>
      </div>
      <div aria-live="polite">
        {look.error && <p className="problem">{failureWords(look.error).detail}</p>}
        {residents?.length === 0 && (
          <p className="wb-buttons">
            {w.find.none}。{w.intake.nobody}
          </p>
        )}
        {residents && residents.length > 1 && (
          <>
            <p>{w.intake.several}</p>
            <ul className="wb-links">
              {residents.map((resident) => (
                <li key={resident.id}>
                  <ResidentLine resident={resident} />
                  <button
                    type="button"
                    className="wb-button"
                    onClick={() => choose({ kind: 'resident', resident })}
                    aria-label={`${w.act.choose} ${resident.name}`}
                  >
                    {w.act.choose}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </form>
  );
};
