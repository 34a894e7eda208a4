/** One limit: its number and its unit, to be written and to be read. */
import type { ReactNode } from 'react';
import { NumberField, SelectField } from '../parts/fields.tsx';
import { unitName } from '../parts/part-names.ts';
import { useLimitWords } from './words.ts';

/** Limits of the steps of a request, and windows in which it is the resident's turn. */
export const steps = [
  'sign',
  'return',
  'answer',
  'counter',
  'supplementNotice',
  'extension',
  'verify',
  'rectify',
  'callBack',
  'appeal',
  'review',
] as const;
export const windows = ['supplement', 'question', 'rating', 'reopen'] as const;
export type LimitName = (typeof steps | typeof windows)[number];

const units = ['wd', 'wh', 'd', 'h'] as const;

/** `{ n: 5, unit: 'wd' }` → 5 工作日 */
export const limitText = ({ n, unit }: { n: number; unit: string }, language: 'zh' | 'en'): string =>
  `${n} ${unitName(unit, language)}`;

/** The two inputs of the limit under this name in the form. */
export const LimitInputs = ({ name }: { name: string }) => {
  const { w, language } = useLimitWords();
  return (
    <>
      <NumberField name={`${name}.n`} label={w.amount} step={1} />
      {name.endsWith('counter') ? (
        <p className="hint">{unitName('min', language)}</p>
      ) : (
        <SelectField
          name={`${name}.unit`}
          label={w.unit}
          choices={units.map((value) => ({ value, name: unitName(value, language) }))}
        />
      )}
    </>
  );
};

/** Every limit of the steps, then every window of residents, each as `show` shows it. */
export const LimitGroups = ({ show }: { show: (name: LimitName) => ReactNode }) => {
  const { w } = useLimitWords();
  const group = (title: string, names: readonly LimitName[]) => (
    <>
      <h3>{title}</h3>
      <div className="ad-limits">{names.map(show)}</div>
    </>
  );
  return (
    <>
      {group(w.clocks, steps)}
      {group(w.residents, windows)}
    </>
  );
};

export const LimitField = ({ name, label }: { name: string; label: string }) => (
  <fieldset className="wb-pair">
    <legend>{label}</legend>
    <LimitInputs name={name} />
  </fieldset>
);
