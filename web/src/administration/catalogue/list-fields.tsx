/** Lists inside an item, each entry with its own fields: its papers, and what all lists are made of. */
import { useId } from 'react';
import { useController, useFieldArray } from 'react-hook-form';
import { CheckField, OwnField, SelectField, TextField } from '../parts/fields.tsx';
import { partName } from '../parts/part-names.ts';
import { useCatalogueWords } from './words.ts';

/** A list of texts, one a line. */
export const LinesField = ({ name, label, hint }: { name: string; label: string; hint: string }) => {
  const { field } = useController({ name });
  const lines: readonly string[] = Array.isArray(field.value) ? field.value : [];
  return (
    <OwnField name={name} label={label} hint={hint} optional>
      {({ id, described }) => (
        <textarea
          id={id}
          rows={4}
          {...described}
          defaultValue={lines.join('\n')}
          onChange={({ target }) => {
            const given = target.value.split('\n').map((line) => line.trim());
            field.onChange(given.filter(Boolean));
          }}
        />
      )}
    </OwnField>
  );
};

/** Any number of these. */
export const ChecksField = ({
  name,
  label,
  choices,
}: {
  name: string;
  label: string;
  choices: readonly { value: string; name: string }[];
}) => {
  const { field, fieldState } = useController({ name });
  const chosen: readonly string[] = Array.isArray(field.value) ? field.value : [];
  const id = useId();
  return (
    <fieldset className="wb-field" aria-describedby={fieldState.error ? id : undefined}>
      <legend>{label}</legend>
      {fieldState.error && (
        <span id={id} className="problem">
          {fieldState.error.message}
        </span>
      )}
      {choices.map(({ value, name: said }) => (
        <label key={value} className="wb-check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              // In the order of the choices, so that nothing differs where nothing was changed.
              field.onChange(
                choices
                  .map((each) => each.value)
                  .filter((each) => (each === value ? target.checked : chosen.includes(each))),
              )
            }
          />
          {said}
        </label>
      ))}
    </fieldset>
  );
};

export const EntryButtons = ({
  i,
  move,
  remove,
}: {
  i: number;
  move: (from: number, to: number) => void;
  remove: (i: number) => void;
}) => {
  const { w } = useCatalogueWords();
  return (
    <p className="wb-buttons">
      {i > 0 && (
        <button type="button" className="wb-button" onClick={() => move(i, i - 1)}>
          {w.up}
        </button>
      )}
      <button type="button" className="wb-button" onClick={() => remove(i)}>
        {w.remove}
      </button>
    </p>
  );
};

/** A box that says yes, or nothing at all: what nobody touched stays as it was, so that nothing differs. */
export const YesField = ({ name, label, hint }: { name: string; label: string; hint?: string }) => {
  const { field } = useController({ name });
  const id = useId();
  return (
    <div className="wb-field">
      <label className="wb-check">
        <input
          type="checkbox"
          checked={field.value === true}
          onChange={({ target }) => field.onChange(target.checked ? true : undefined)}
          onBlur={field.onBlur}
          {...(hint === undefined ? {} : { 'aria-describedby': id })}
        />
        {label}
      </label>
      {hint !== undefined && (
        <span id={id} className="hint">
          {hint}
        </span>
      )}
    </div>
  );
};

export const PapersFields = () => {
  const { w, language } = useCatalogueWords();
  const { fields, append, remove, move } = useFieldArray({ name: 'item.materials' });
  return (
    <>
      {fields.map(({ id }, i) => (
        <fieldset key={id} className="ad-entry">
          <legend>{w.paper(i + 1)}</legend>
          <TextField name={`item.materials.${i}.ref`} label={w.paperRef} hint={w.paperHint} />
          <div className="wb-pair">
            <TextField name={`item.materials.${i}.zh`} label={partName('zh', language)} />
            <TextField name={`item.materials.${i}.en`} label={partName('en', language)} />
          </div>
          <CheckField name={`item.materials.${i}.required`} label={partName('required', language)} />
          <CheckField name={`item.materials.${i}.reusableFromFile`} label={partName('reusableFromFile', language)} />
          <SelectField
            name={`item.materials.${i}.waivable`}
            label={partName('waivable', language)}
            choices={(['share', 'promise', 'no'] as const).map((value) => ({ value, name: w.waivers[value] }))}
          />
          <EntryButtons i={i} move={move} remove={remove} />
        </fieldset>
      ))}
      <button
        type="button"
        className="wb-button"
        onClick={() =>
          append({
            ref: '',
            zh: '',
            en: '',
            required: true,
            reusableFromFile: false,
            waivable: 'no',
            shareSource: null,
          })
        }
      >
        {w.addPaper}
      </button>
    </>
  );
};
