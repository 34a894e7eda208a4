/** A sentence and a button: why somebody does what they do. */
import { type FormEvent, useState } from 'react';

type Props = {
  readonly label: string;
  readonly buttons: readonly { readonly name: string; readonly act: (reason: string) => void }[];
  readonly isPending: boolean;
  readonly problem?: string | undefined;
  readonly missing: string;
};

export const ReasonForm = ({ label, buttons, isPending, problem, missing }: Props) => {
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const press = (act: (reason: string) => void) => (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(reason.trim().length < 2);
    if (reason.trim().length >= 2 && !isPending) act(reason.trim());
  };
  const [first] = buttons;
  return (
    <form className="wb-form" noValidate aria-label={label} onSubmit={first ? press(first.act) : undefined}>
      {(isMissing || problem !== undefined) && (
        <p className="problem" role="alert">
          {isMissing ? missing : problem}
        </p>
      )}
      <label className="wb-field">
        {label}
        <input
          autoComplete="off"
          maxLength={200}
          aria-invalid={isMissing}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <p className="wb-buttons">
        {buttons.map(({ name, act }, i) => (
          <button
            key={name}
            type={i === 0 ? 'submit' : 'button'}
            className={i === 0 ? 'wb-button wb-primary' : 'wb-button'}
            disabled={isPending}
            onClick={i === 0 ? undefined : press(act)}
          >
            {name}
          </button>
        ))}
      </p>
    </form>
  );
};
