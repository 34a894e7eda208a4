/** A reference or a code, to be copied from paper or a message: its problem and its hint are read out with it. */
type InputProps = {
  readonly id: 'reference' | 'secret';
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
  readonly longest: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

export const CodeInput = ({ id, label, hint, problem, longest, value, onChange }: InputProps) => (
  <div className="question">
    <label htmlFor={id} className="label">
      {label}
    </label>
    <p id={`${id}-hint`} className="hint">
      {hint}
    </p>
    {problem !== undefined && (
      <p id={`${id}-problem`} className="problem" role="alert">
        {problem}
      </p>
    )}
    <input
      id={id}
      className="input reference-input"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={longest}
      aria-invalid={problem !== undefined}
      aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </div>
);
