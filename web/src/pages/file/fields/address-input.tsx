/** An address: the region down to the level that the field asks for, then street and number. */
import type { FieldOf } from '../../../../../domain/field.ts';
import { useWords } from '../../../i18n/i18n.ts';
import type { InputProps } from './input-props.ts';
import { RegionPicker } from './region-picker.tsx';

const partsOf = (value: unknown): { regionCode: string; detail: string } => {
  const { regionCode = '', detail = '' } = (typeof value === 'object' && value !== null ? value : {}) as {
    regionCode?: string;
    detail?: string;
  };
  return { regionCode, detail };
};

export const AddressInput = ({ field, value, onChange, invalid, communityCode }: InputProps<FieldOf<'address'>>) => {
  const { t } = useWords();
  const { regionCode, detail } = partsOf(value);
  return (
    <>
      <RegionPicker
        id={`${field.id}-region`}
        code={regionCode}
        suggested={communityCode}
        level={field.regionLevel ?? 4}
        invalid={invalid && regionCode === ''}
        onChange={(code) => onChange({ regionCode: code, detail })}
      />
      <label htmlFor={`${field.id}-detail`} className="label">
        {t('file.detail')}
      </label>
      <input
        id={`${field.id}-detail`}
        className="input"
        autoComplete="off"
        aria-invalid={invalid && detail === ''}
        placeholder={t('file.detailExample')}
        value={detail}
        onChange={({ target }) => onChange({ regionCode, detail: target.value })}
      />
    </>
  );
};
