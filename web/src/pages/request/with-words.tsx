/** An action with words of its own, folded until it is wanted. */
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OwnAction } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { ActionBodyOf, Acts } from './use-act.ts';

export const WithWords = (props: {
  readonly acts: Acts;
  readonly action: OwnAction;
  readonly title: string;
  readonly note: string;
  readonly label: string;
  readonly button: string;
  readonly bodyOf: (text: string) => ActionBodyOf;
  readonly required?: boolean;
  readonly open?: boolean;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  /** What can go with the words. */
  readonly after?: ReactNode;
}) => {
  const { acts, action, title, note, label, button, bodyOf, required = false, open = false, danger = false } = props;
  const { t } = useWords();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(required && text.trim() === '');
    if (required && text.trim() === '') return;
    acts.mutate({ action, body: bodyOf(text.trim()) }, { onSuccess: () => setText('') });
  };
  return (
    <details className="action" open={open}>
      <summary>{title}</summary>
      <form className="form" noValidate onSubmit={submit}>
        {props.children}
        <p>{note}</p>
        <div className="question">
          <label htmlFor={`${action}-text`} className="label">
            {label}
            {!required && t('file.optionalMark')}
          </label>
          {missing && (
            <p id={`${action}-problem`} className="problem" role="alert">
              {t('request.writeSomething')}
            </p>
          )}
          <textarea
            id={`${action}-text`}
            className="input"
            rows={3}
            maxLength={1000}
            aria-invalid={missing}
            aria-describedby={missing ? `${action}-problem` : undefined}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        {props.after}
        <button type="submit" className={danger ? 'button button-danger' : 'button'} disabled={acts.isPending}>
          {button}
        </button>
      </form>
    </details>
  );
};
