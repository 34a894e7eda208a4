/** A paper: shown at the station. */
import { onPaper } from '../../../../../domain/answer.ts';
import type { FieldOf } from '../../../../../domain/field.ts';
import { useWords } from '../../../i18n/i18n.ts';
import type { InputProps } from './input-props.ts';

export const FileInput = ({ field, value, onChange }: InputProps<FieldOf<'file'>>) => {
  const { t } = useWords();
  return (
    <label className="choice">
      <input
        type="checkbox"
        name={field.id}
        checked={value === onPaper}
        onChange={({ target }) => onChange(target.checked ? onPaper : undefined)}
      />
      <span>{t('file.onPaper')}</span>
    </label>
  );
};
