/** Words that may be added and need not: as many as the API takes. */
import { useTranslation } from 'react-i18next';

type Props = { id: string; label: string; value: string; onChange: (value: string) => void };

export const OptionalWords = ({ id, label, value, onChange }: Props) => {
  const { t } = useTranslation();
  return (
    <div className="question">
      <label htmlFor={id} className="label">
        {label}
        {t('file.optionalMark')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={1000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
};
