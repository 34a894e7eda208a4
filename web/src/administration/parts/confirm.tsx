/** Asks before what cannot be taken back at once. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useAdministrationWords } from '../words.ts';
import { Problem } from './problem.tsx';

type ConfirmProps = {
  readonly title: string;
  /** The word on the button that does it. */
  readonly act: string;
  readonly isSending: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

export const Confirm = ({ title, act, isSending, error, onConfirm, onClose, children }: ConfirmProps) => {
  const { w } = useAdministrationWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="wb-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      {error ? <Problem error={error} /> : null}
      <p className="wb-buttons">
        <button type="button" className="wb-button wb-primary" disabled={isSending} onClick={onConfirm}>
          {isSending ? w.form.sending : act}
        </button>
        <button type="button" className="wb-button" onClick={onClose}>
          {w.form.cancel}
        </button>
      </p>
    </dialog>
  );
};
