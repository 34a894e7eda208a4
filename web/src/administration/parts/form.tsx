/** A form of the administration: its fields, what is wrong, and its two buttons. */
import { type ReactNode, useEffect, useRef } from 'react';
import { FormProvider } from 'react-hook-form';
import { useAdministrationWords } from '../words.ts';
import { Problem } from './problem.tsx';
import type { ContractForm } from './use-contract-form.ts';

type FormProps = {
  readonly label: string;
  readonly form: ContractForm;
  /** The word on the button that sends. */
  readonly send: string;
  readonly initial: object;
  readonly onClose?: () => void;
  /** Stands above the fields: what has changed meanwhile. */
  readonly conflict?: ReactNode;
  readonly children: ReactNode;
};

export const Form = ({ label, form: contract, send, initial, onClose, conflict, children }: FormProps) => {
  const { w } = useAdministrationWords();
  const { form, submit, error, isStale, isSending, wasKept, begin } = contract;
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select')?.focus();
  }, []);
  const { errors, submitCount } = form.formState;
  const isWrong = Object.keys(errors).length > 0;
  useEffect(() => {
    if (isWrong && submitCount > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    // Only after it was sent, not while it is being put right.
  }, [submitCount]);
  return (
    <FormProvider {...form}>
      <form
        ref={element}
        className="wb-form ad-form"
        noValidate
        aria-label={label}
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose?.();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
        }}
      >
        <h2>{label}</h2>
        {wasKept && (
          <p className="wb-changed">
            {w.form.kept}{' '}
            <button type="button" className="link-button" onClick={() => begin({ ...initial })}>
              {w.form.drop}
            </button>
          </p>
        )}
        {conflict}
        {isWrong && (
          <p className="problem" role="alert">
            {w.form.wrong}
          </p>
        )}
        {error && !isWrong && <Problem error={error} />}
        {children}
        <p className="wb-buttons">
          <button type="submit" className="wb-button wb-primary" disabled={isSending || isStale}>
            {isSending ? w.form.sending : send}
          </button>
          {onClose && (
            <button type="button" className="wb-button" onClick={onClose}>
              {w.form.cancel}
            </button>
          )}
          <span className="hint">{w.form.key}</span>
        </p>
      </form>
    </FormProvider>
  );
};
