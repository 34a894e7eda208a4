/** What the file knows, as far as its owner has to see it: whoever looks over their shoulder shall not read the numbers. */
import type { Field } from '../../../domain/field.ts';
import { useWords } from '../i18n/i18n.ts';
import { AnswerText } from './answer-text.tsx';

const isNumber = ({ type, prefill }: Field): boolean => type === 'idcard' || prefill === 'resident.bankAccount';

export const KnownText = ({ field, value }: { field: Field; value: unknown }) => {
  const { t } = useWords();
  if (value === undefined) return <>{t('file.fromFile')}</>;
  if (typeof value === 'string' && isNumber(field) && value.length > 8)
    return <span className="number">{`${value.slice(0, 3)} **** ${value.slice(-4)}`}</span>;
  return <AnswerText field={field} value={value} />;
};
