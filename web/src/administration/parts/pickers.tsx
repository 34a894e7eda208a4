/** An office or a region, chosen level by level; what was found so far is said in words below. */
import { useState } from 'react';
import { departments } from '../../pages/home/departments.ts';
import { RegionPicker, useRegionPath } from '../../pages/file/fields/region-picker.tsx';
import { useAdministrationWords } from '../words.ts';
import type { OwnInput } from './fields.tsx';

const digits = { 1: 4, 2: 6, 3: 9, 4: 12 } as const;
type Level = keyof typeof digits;
const levelIn = (code: string): Level =>
  code.endsWith('00000000') ? 1 : code.endsWith('000000') ? 2 : code.endsWith('000') ? 3 : 4;

/** A region at any level, at most `deepest`. */
export const RegionInput = ({
  id,
  value,
  onChange,
  described,
  deepest = 4,
}: OwnInput & { readonly deepest?: Level }) => (
  <div
    id={id}
    role="group"
    {...('aria-describedby' in described ? { 'aria-describedby': described['aria-describedby'] } : {})}
  >
    <RegionPicker
      id={`${id}-region`}
      code={value}
      onChange={onChange}
      invalid={described['aria-invalid']}
      level={deepest}
    />
  </div>
);

/** An office by its department and seat: its id says both, and the service knows which ids there are. */
export const OfficeInput = ({ id, value, onChange, described }: OwnInput) => {
  const { w, t } = useAdministrationWords();
  const [, given = '', short = ''] = /^([a-z-]+)-(\d{4,12})$/.exec(value) ?? [];
  const [department, setDepartment] = useState(given === '' ? 'station' : given);
  const [region, setRegion] = useState(short === '' ? '' : short.padEnd(12, '0'));
  const path = useRegionPath(region);
  const change = (name: string, code: string): void => {
    setDepartment(name);
    setRegion(code);
    onChange(code === '' || name === '' ? '' : `${name}-${code.slice(0, digits[levelIn(code)])}`);
  };
  return (
    <div className="ad-office">
      <select
        id={id}
        aria-label={w.form.department}
        value={department}
        onChange={({ target }) => change(target.value, region)}
        {...described}
      >
        {departments.map((each) => (
          <option key={each} value={each}>
            {t(`departments.${each}`)}
          </option>
        ))}
      </select>
      <RegionPicker
        id={`${id}-region`}
        code={region}
        onChange={(code) => change(department, code)}
        invalid={described['aria-invalid']}
      />
      {value !== '' && (
        <p className="hint">
          {path} {t(`departments.${department as 'station'}`)} <code>{value}</code>
        </p>
      )}
    </div>
  );
};
