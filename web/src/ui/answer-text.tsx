/** An answer as a person reads it. */
import type { Field } from '../../../domain/field.ts';
import { useWords } from '../i18n/i18n.ts';
import { useRegionPath } from '../pages/file/fields/region-picker.tsx';

const AddressText = ({ regionCode, detail }: { regionCode: string; detail: string }) => {
  const path = useRegionPath(regionCode);
  return (
    <>
      {path}
      {detail}
    </>
  );
};

export const AnswerText = ({ field, value }: { field: Field; value: unknown }) => {
  const { t, say } = useWords();
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <>{t('file.notGiven')}</>;
  if (field.type === 'select') {
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    return (
      <>
        {field.options
          .filter(({ value: each }) => chosen.includes(each))
          .map(say)
          .join('、')}
      </>
    );
  }
  if (field.type === 'file')
    return <>{Array.isArray(value) ? t('file.uploaded', { count: value.length }) : t('file.broughtLater')}</>;
  if (typeof value === 'object' && value !== null && 'regionCode' in value) {
    const { regionCode, detail } = value as { regionCode: string; detail: string };
    return <AddressText regionCode={regionCode} detail={detail} />;
  }
  return <>{typeof value === 'string' || typeof value === 'number' ? String(value) : ''}</>;
};
