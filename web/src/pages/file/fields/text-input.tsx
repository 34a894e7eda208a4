/** Text, number, date, telephone and ID number: what is typed. */
import type { FieldOf } from '../../../../../domain/field.ts';
import { dateOf, instantOf } from '../../../../../domain/time.ts';
import type { InputProps } from './input-props.ts';

type Typed = FieldOf<'text'> | FieldOf<'number'> | FieldOf<'date'> | FieldOf<'phone'> | FieldOf<'idcard'>;

/** Above this a text is a paragraph, as in domain/answer.ts. */
const lineLimit = 100;

/** What the browser may fill in, where the field is about the person who types. */
const autoCompleteOf = ({ prefill }: Typed): string =>
  prefill === 'resident.name' ? 'name' : prefill === 'resident.phone' ? 'tel' : 'off';

const bound = (limit: string | undefined): string | undefined =>
  limit === 'today' ? dateOf(instantOf(Date.now())) : limit;

export const TextInput = ({ field, value, onChange, invalid, describedBy }: InputProps<Typed>) => {
  const common = {
    id: field.id,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    'aria-required': field.required,
    autoComplete: autoCompleteOf(field),
    className: 'input',
  };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (field.type === 'number')
    return (
      <input
        {...common}
        type="number"
        inputMode="decimal"
        step="any"
        value={text}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.valueAsNumber)}
      />
    );
  if (field.type === 'date')
    return (
      <input
        {...common}
        type="date"
        min={bound(field.min)}
        max={bound(field.max)}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  if (field.type === 'text' && (field.maxLength ?? 0) > lineLimit)
    return <textarea {...common} rows={5} value={text} onChange={({ target }) => onChange(target.value)} />;
  return (
    <input
      {...common}
      type={field.type === 'phone' ? 'tel' : 'text'}
      autoCapitalize={field.type === 'idcard' ? 'characters' : 'off'}
      spellCheck={false}
      value={text}
      onChange={({ target }) => onChange(target.value)}
    />
  );
};
