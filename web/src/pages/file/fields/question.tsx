/** One field of a form with its label, its hint and what is wrong with it. */
import type { Field } from '../../../../../domain/field.ts';
import type { FieldProblem } from '../../../../../domain/refusal.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AddressInput } from './address-input.tsx';
import { FileInput } from './file-input.tsx';
import type { InputProps } from './input-props.ts';
import { SelectInput } from './select-input.tsx';
import { TextInput } from './text-input.tsx';

type QuestionProps = Omit<InputProps, 'invalid' | 'describedBy' | 'alone'> & {
  readonly alone?: boolean;
  readonly problems: readonly FieldProblem[];
};

const Input = (props: InputProps) => {
  const { field } = props;
  switch (field.type) {
    case 'select':
      return <SelectInput {...props} field={field} />;
    case 'address':
      return <AddressInput {...props} field={field} />;
    case 'file':
      return <FileInput {...props} field={field} />;
    default:
      return <TextInput {...props} field={field} />;
  }
};

const useHint = (field: Field): string | undefined => {
  const { t } = useWords();
  if (field.type === 'idcard') return t('file.hints.idcard');
  if (field.type === 'phone') return t('file.hints.phone');
  if (field.type === 'date' && field.workdayOnly) return t('file.hints.workday');
  if (field.type === 'select' && field.multiple) return t('file.hints.several');
  if (field.type === 'text' && field.maxLength !== undefined && field.maxLength > 100)
    return t('file.hints.length', { max: field.maxLength });
  if (field.type === 'number' && field.min !== undefined && field.max !== undefined)
    return t('file.hints.range', { min: field.min, max: field.max });
  return undefined;
};

export const Question = ({ field, problems, alone = false, ...rest }: QuestionProps) => {
  const { t, say } = useWords();
  const hint = useHint(field);
  const mine = problems.filter(({ path }) => path === field.id || path.startsWith(`${field.id}.`));
  const ids = [...(hint ? [`${field.id}-hint`] : []), ...(mine.length > 0 ? [`${field.id}-problem`] : [])];
  const props = {
    ...rest,
    field,
    alone,
    invalid: mine.length > 0,
    describedBy: ids.length > 0 ? ids.join(' ') : undefined,
  };
  const isGroup = field.type === 'select' || field.type === 'address' || field.type === 'file';
  const name = `${say(field)}${field.required ? '' : t('file.optionalMark')}`;
  const notes = (
    <>
      {hint && (
        <p id={`${field.id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {mine.map((problem) => (
        <p id={`${field.id}-problem`} key={problem.path + problem.code} className="problem" role="alert">
          {say(problem)}
        </p>
      ))}
    </>
  );
  return isGroup ? (
    <fieldset className="question" data-invalid={mine.length > 0} aria-describedby={props.describedBy}>
      <legend className={alone ? 'sr-only' : 'label'}>{name}</legend>
      {notes}
      <Input {...props} />
    </fieldset>
  ) : (
    <div className="question">
      <label htmlFor={field.id} className={alone ? 'sr-only' : 'label'}>
        {name}
      </label>
      {notes}
      <Input {...props} />
    </div>
  );
};
