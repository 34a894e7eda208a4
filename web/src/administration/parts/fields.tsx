/** The rows of a form: a label, its input, a hint, and what is wrong with it in the language of the page. */
import { type ReactNode, useId } from 'react';
import { get, useController, useFormContext } from 'react-hook-form';
import { oneOf, useAdministrationWords } from '../words.ts';

type RowProps = { readonly name: string; readonly label: string; readonly hint?: string; readonly optional?: boolean };
type Described = { readonly 'aria-invalid': boolean; readonly 'aria-describedby'?: string };

/** The error of a field, also of one inside a list or an object. */
const useFault = (name: string): string | undefined => {
  const { language } = useAdministrationWords();
  const { formState } = useFormContext();
  // What is wrong with an object as a whole is told at each of its parts.
  const faults: ({ message?: unknown } | undefined)[] = [name, name.split('.')[0]].map((path) =>
    get(formState.errors, path ?? ''),
  );
  const message = faults.map((fault) => fault?.message).find((each) => typeof each === 'string');
  return message === undefined ? undefined : oneOf(String(message), language);
};

/** What is wrong with a list or an entry as a whole. */
export const FaultLine = ({ name }: { name: string }) => {
  const { language } = useAdministrationWords();
  const { formState } = useFormContext();
  const fault = get(formState.errors, name) as { message?: unknown } | undefined;
  const message = fault?.message;
  return typeof message === 'string' ? <p className="problem">{oneOf(message, language)}</p> : null;
};

const Row = ({
  name,
  label,
  hint,
  optional,
  children,
}: RowProps & { children: (id: string, described: Described) => ReactNode }) => {
  const { w } = useAdministrationWords();
  const id = useId();
  const fault = useFault(name);
  const notes = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className="wb-field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="hint">{w.form.optional}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {fault && (
        <span id={`${id}-fault`} className="problem">
          {fault}
        </span>
      )}
      {children(id, { 'aria-invalid': fault !== undefined, ...(notes ? { 'aria-describedby': notes } : {}) })}
    </div>
  );
};

type TextProps = RowProps & {
  readonly type?: 'text' | 'date';
  readonly readOnly?: boolean;
  readonly min?: string;
  readonly max?: string;
};

/** One line of text, or a day in the browser's own picker. */
export const TextField = ({ type = 'text', readOnly = false, min, max, ...row }: TextProps) => {
  const { register } = useFormContext();
  return (
    <Row {...row}>
      {(id, described) => (
        <input
          id={id}
          type={type}
          readOnly={readOnly}
          autoComplete="off"
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          {...described}
          {...register(row.name)}
        />
      )}
    </Row>
  );
};

export const NumberField = ({ step = 'any', ...row }: RowProps & { readonly step?: number | 'any' }) => {
  const { register } = useFormContext();
  return (
    <Row {...row}>
      {(id, described) => (
        <input
          id={id}
          type="number"
          inputMode="decimal"
          step={step}
          {...described}
          {...register(row.name, { valueAsNumber: true })}
        />
      )}
    </Row>
  );
};

export const WordsField = ({ rows = 2, ...row }: RowProps & { readonly rows?: number }) => {
  const { register } = useFormContext();
  return (
    <Row {...row}>{(id, described) => <textarea id={id} rows={rows} {...described} {...register(row.name)} />}</Row>
  );
};

export type Choice = { readonly value: string; readonly name: string };

export const SelectField = ({ choices, ...row }: RowProps & { readonly choices: readonly Choice[] }) => {
  const { w } = useAdministrationWords();
  const { register } = useFormContext();
  return (
    <Row {...row}>
      {(id, described) => (
        <select id={id} {...described} {...register(row.name)}>
          <option value="">{w.form.choose}</option>
          {choices.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Row>
  );
};

export const CheckField = ({ name, label, hint, disabled = false }: RowProps & { readonly disabled?: boolean }) => {
  const { register } = useFormContext();
  const id = useId();
  const fault = useFault(name);
  return (
    <div className="wb-field">
      <label className="wb-check">
        <input type="checkbox" {...register(name)} disabled={disabled} aria-describedby={`${id}-hint`} />
        {label}
      </label>
      <span id={`${id}-hint`} className={fault ? 'problem' : 'hint'}>
        {fault ?? hint}
      </span>
    </div>
  );
};

export type OwnInput = {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly described: Described;
};

/** Any other input that holds one text: the pickers of offices and regions. */
export const OwnField = ({ children, ...row }: RowProps & { readonly children: (input: OwnInput) => ReactNode }) => {
  const { field } = useController({ name: row.name });
  return (
    <Row {...row}>
      {(id, described) => children({ id, value: String(field.value ?? ''), onChange: field.onChange, described })}
    </Row>
  );
};
