/** One of some options, or several: large targets, all of them in sight. */
import type { FieldOf } from '../../../../../domain/field.ts';
import { useWords } from '../../../i18n/i18n.ts';
import type { InputProps } from './input-props.ts';

export const SelectInput = ({ field, value, onChange }: InputProps<FieldOf<'select'>>) => {
  const { say } = useWords();
  const chosen: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const choose = (option: string, on: boolean): void => {
    if (!field.multiple) onChange(option);
    else onChange(on ? [...chosen, option] : chosen.filter((other) => other !== option));
  };
  return (
    <div className="choices">
      {field.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={field.multiple ? 'checkbox' : 'radio'}
            name={field.id}
            checked={chosen.includes(option.value)}
            onChange={({ target }) => choose(option.value, target.checked)}
          />
          <span>{say(option)}</span>
        </label>
      ))}
    </div>
  );
};
