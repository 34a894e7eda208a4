/** One request by its reference. People are found by stations only: whoever judges has no need to know whose it is. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useState } from 'react';
import { useLocation } from 'wouter';
import { asWritten, isReference } from '../../../domain/ids.ts';
import { Icon } from '../ui/icon.tsx';
import { useFailureWords } from '../ui/state.tsx';
import { searchTickets } from '../workbench/api.ts';
import { useSupervisionWords } from './words.ts';

export const Find = ({ input }: { input: RefObject<HTMLInputElement | null> }) => {
  const { s, w } = useSupervisionWords();
  const failureWords = useFailureWords();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState('');
  const close = (): void => {
    setTyped('');
    setTold('');
  };
  const looking = useMutation({
    mutationFn: (reference: string) => searchTickets('reference', reference),
    onSuccess: ({ tickets: [found] }) => {
      if (!found) return setTold(s.find.none);
      close();
      go(`/supervision/tickets/${found.id}`);
    },
    onError: (error) => setTold(failureWords(error).detail),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reference = asWritten(typed);
    if (reference === '') return;
    if (isReference(reference)) looking.mutate(reference);
    else setTold(s.find.noReference);
  };
  return (
    <form role="search" className="wb-find" onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && close()}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        autoComplete="off"
        aria-label={s.find.label}
        aria-keyshortcuts="/"
        placeholder={s.find.placeholder}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setTold('');
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <div role="status">
        {told !== '' && (
          <div className="wb-found">
            <p>{told}</p>
            <button type="button" className="link-button" onClick={close}>
              {w.close}
            </button>
          </div>
        )}
      </div>
    </form>
  );
};
