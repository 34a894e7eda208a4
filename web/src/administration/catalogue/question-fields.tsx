/** The questions of an item's form. What kind a question is stays with it: an answer that was given must stay one. */
import { useState } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { CheckField, FaultLine, NumberField, SelectField, TextField } from '../parts/fields.tsx';
import { partName } from '../parts/part-names.ts';
import { EntryButtons, YesField } from './list-fields.tsx';
import { useCatalogueWords } from './words.ts';

/** Kinds that need nothing which only the catalogue's makers know. */
const newTypes = ['text', 'number', 'date', 'select'] as const;
type NewType = (typeof newTypes)[number];
type Type = keyof ReturnType<typeof useCatalogueWords>['w']['questionTypes'];

const noOption = { value: '', zh: '', en: '' };

const Options = ({ name }: { name: string }) => {
  const { w, say, language } = useCatalogueWords();
  const { fields, append, remove, move } = useFieldArray({ name: `${name}.options`, keyName: 'key' });
  const options = (useWatch({ name: `${name}.options` }) ?? []) as readonly (typeof noOption)[];
  return (
    <>
      {fields.map(({ key }, i) => (
        <fieldset key={key} className="ad-entry">
          <legend>{w.option(i + 1)}</legend>
          <div className="wb-pair">
            <TextField name={`${name}.options.${i}.zh`} label={partName('zh', language)} />
            <TextField name={`${name}.options.${i}.en`} label={partName('en', language)} />
          </div>
          <TextField name={`${name}.options.${i}.value`} label={w.optionValue} hint={w.optionValueHint} />
          <EntryButtons i={i} move={move} remove={remove} />
        </fieldset>
      ))}
      <button type="button" className="wb-button" onClick={() => append(noOption)}>
        {w.addOption}
      </button>
      <SelectField
        name={`${name}.default`}
        label={w.preselected}
        optional
        choices={options
          .filter(({ value }) => value !== '')
          .map((each) => ({ value: each.value, name: say(each) || each.value }))}
      />
      <YesField name={`${name}.multiple`} label={w.multiple} />
    </>
  );
};

const OfType = ({ name, type }: { name: string; type: Type }) => {
  const { w, language } = useCatalogueWords();
  if (type === 'select') return <Options name={name} />;
  if (type === 'text')
    return <NumberField name={`${name}.maxLength`} label={partName('maxLength', language)} optional />;
  return type === 'number' ? (
    <div className="wb-pair">
      <NumberField name={`${name}.min`} label={w.least} optional />
      <NumberField name={`${name}.max`} label={w.most} optional />
    </div>
  ) : null;
};

export const QuestionsFields = () => {
  const { w, language } = useCatalogueWords();
  const { fields, append, remove, move } = useFieldArray({ name: 'item.form.fields', keyName: 'key' });
  const [type, setType] = useState<NewType>('text');
  return (
    <>
      <FaultLine name="item.form" />
      {fields.map((field, i) => {
        const name = `item.form.fields.${i}`;
        const { type: kind } = field as unknown as { type: Type };
        return (
          <fieldset key={field.key} className="ad-entry">
            <legend>
              {w.question(i + 1)} <span className="hint">{w.questionTypes[kind]}</span>
            </legend>
            <TextField name={`${name}.id`} label={w.questionId} hint={w.questionIdHint} />
            <div className="wb-pair">
              <TextField name={`${name}.zh`} label={partName('zh', language)} />
              <TextField name={`${name}.en`} label={partName('en', language)} />
            </div>
            <CheckField name={`${name}.required`} label={partName('required', language)} />
            <OfType name={name} type={kind} />
            <EntryButtons i={i} move={move} remove={remove} />
          </fieldset>
        );
      })}
      <p className="wb-buttons">
        <label>
          {w.questionType}{' '}
          <select value={type} onChange={({ target }) => setType(target.value as NewType)}>
            {newTypes.map((each) => (
              <option key={each} value={each}>
                {w.questionTypes[each]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="wb-button"
          onClick={() =>
            append({
              id: '',
              zh: '',
              en: '',
              type,
              required: false,
              ...(type === 'select' ? { options: [noOption, noOption] } : {}),
            })
          }
        >
          {w.addQuestion}
        </button>
      </p>
    </>
  );
};
