/** A contact or a need, in a minute: how, when, what became of it. Ctrl+Enter saves; what is typed outlives a reload. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { NeedKind, Outcome, Way } from '../../../../domain/care/contact.ts';
import { instantOf } from '../../../../domain/time.ts';
import { send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useTyped } from '../ticket/kept.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';

type Props = { readonly residentId: string; readonly version: number; readonly onSaved: (record: CareRecord) => void };

export const RecordForm = ({ residentId, version, onSaved }: Props) => {
  const { w } = useStaffWords();
  const words = w.needs;
  const failureWords = useFailureWords();
  const queries = useQueryClient();
  const now = useServiceNow();
  const form = useRef<HTMLFormElement>(null);
  const { answers, type, forget } = useTyped(residentId, 'care');
  const [isWrong, setIsWrong] = useState(false);
  const text = (name: string, otherwise = ''): string => String(answers[name] ?? otherwise);
  const what = text('what', 'contact') as 'contact' | 'need';
  const way = text('way', 'phone') as Way;
  const contactAt = text('contactAt', instantOf(now).slice(0, 16));
  const outcome = text('outcome') as Outcome | '';
  const kind = text('kind') as NeedKind | '';
  const note = text('words').trim();
  const nextOn = text('nextOn');
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const save = useMutation({
    mutationFn: () => {
      const given = { params: { residentId }, ifMatch: version };
      const shared = { way, contactAt: `${contactAt}:00+08:00` };
      return what === 'need'
        ? send('/care/{residentId}/needs', { ...given, body: { ...shared, kind: kind as NeedKind, words: note } })
        : send('/care/{residentId}/contacts', {
            ...given,
            body: {
              ...shared,
              outcome: outcome as Outcome,
              ...(note === '' ? {} : { words: note }),
              ...(nextOn === '' ? {} : { nextOn }),
            },
          });
    },
    onSuccess: (record) => {
      forget();
      queries.setQueryData(['care', residentId], record);
      void queries.invalidateQueries({ queryKey: ['care'], refetchType: 'none' });
      onSaved(record);
    },
    onError: (error) => {
      if (refusalIn(error) === 'stale-version') void queries.invalidateQueries({ queryKey: ['care', residentId] });
    },
  });
  const misses = {
    outcome: what === 'contact' && outcome === '',
    kind: what === 'need' && kind === '',
    words: what === 'need' && note === '',
    contactAt: contactAt === '',
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = Object.values(misses).some(Boolean);
    setIsWrong(wrong);
    if (!wrong && !save.isPending) save.mutate();
  };
  const choice = (name: string, value: string, label: string, is: boolean) => (
    <label key={value} className="wb-check">
      <input type="radio" name={name} value={value} checked={is} onChange={() => type(name, value)} />
      {label}
    </label>
  );
  const marked = (is: boolean) => ({ 'aria-invalid': isWrong && is });
  return (
    <form
      ref={form}
      className="wb-form"
      noValidate
      aria-label={words.form}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && submit(event)}
    >
      {isWrong && (
        <p className="problem" role="alert">
          {words.wrong}
        </p>
      )}
      {save.error && (
        <p className="problem" role="alert">
          {refusalIn(save.error) === 'stale-version' ? words.stale : failureWords(save.error).detail}
        </p>
      )}
      <div className="wb-pair">
        <fieldset className="wb-field">
          <legend>{words.what}</legend>
          <div className="wb-checks">
            {choice('what', 'contact', words.contact, what === 'contact')}
            {choice('what', 'need', words.need, what === 'need')}
          </div>
        </fieldset>
        <fieldset className="wb-field">
          <legend>{words.way}</legend>
          <div className="wb-checks">
            {(['phone', 'visit'] as const).map((each) => choice('way', each, words.ways[each], way === each))}
          </div>
        </fieldset>
        <label className="wb-field">
          {words.at}
          <input
            type="datetime-local"
            value={contactAt}
            max={instantOf(now).slice(0, 16)}
            onChange={({ target }) => type('contactAt', target.value)}
            {...marked(misses.contactAt)}
          />
          <span className="hint">{words.atHint}</span>
        </label>
      </div>
      {what === 'contact' ? (
        <fieldset className="wb-field" data-invalid={isWrong && misses.outcome}>
          <legend>{words.outcome}</legend>
          <div className="wb-checks">
            {(Object.keys(words.outcomes) as Outcome[]).map((each) =>
              choice('outcome', each, words.outcomes[each], outcome === each),
            )}
          </div>
        </fieldset>
      ) : (
        <fieldset className="wb-field" data-invalid={isWrong && misses.kind}>
          <legend>{words.kind}</legend>
          <div className="wb-checks">
            {(Object.keys(words.kinds) as NeedKind[]).map((each) =>
              choice('kind', each, words.kinds[each], kind === each),
            )}
          </div>
        </fieldset>
      )}
      <div className="wb-pair">
        <label className="wb-field">
          {what === 'need' ? words.wordsNeed : words.words}
          <textarea
            rows={2}
            maxLength={2000}
            value={text('words')}
            onChange={({ target }) => type('words', target.value)}
            {...marked(misses.words)}
          />
        </label>
        {what === 'contact' && outcome !== 'moved' && outcome !== 'deceased' && (
          <label className="wb-field">
            {words.nextOn}
            <input
              type="date"
              min={instantOf(now).slice(0, 10)}
              value={nextOn}
              onChange={({ target }) => type('nextOn', target.value)}
            />
          </label>
        )}
      </div>
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={save.isPending}>
          {words.save} <kbd aria-hidden="true">Ctrl+Enter</kbd>
        </button>
        <span role="status" className="hint">
          {save.isSuccess && words.saved}
        </span>
      </p>
    </form>
  );
};
