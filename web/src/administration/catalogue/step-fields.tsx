/** The steps of an item: who does what after whom, in how many days, and for which the clock stops. */
import { useFieldArray, useWatch } from 'react-hook-form';
import { departments, type Step } from '../../../../domain/catalogue.ts';
import { FaultLine, NumberField, SelectField, TextField } from '../parts/fields.tsx';
import { partName, unitName } from '../parts/part-names.ts';
import { ChecksField, EntryButtons, YesField } from './list-fields.tsx';
import { useCatalogueWords } from './words.ts';

const StepField = ({ i, earlier }: { i: number; earlier: readonly Step[] }) => {
  const { w, t, say, language } = useCatalogueWords();
  const name = `item.steps.${i}`;
  return (
    <>
      <FaultLine name={name} />
      <TextField name={`${name}.id`} label={w.stepId} />
      <div className="wb-pair">
        <TextField name={`${name}.zh`} label={partName('zh', language)} />
        <TextField name={`${name}.en`} label={partName('en', language)} />
      </div>
      <div className="wb-pair">
        <SelectField
          name={`${name}.department`}
          label={w.department}
          choices={departments.map((value) => ({ value, name: t(`departments.${value}`) }))}
        />
        <SelectField
          name={`${name}.level`}
          label={w.stepLevel}
          choices={(['city', 'district', 'street', 'community'] as const).map((value) => ({
            value,
            name: w.levels[value],
          }))}
        />
      </div>
      <NumberField name={`${name}.workdays`} label={partName('workdays', language)} hint={w.stepDays} />
      <div className="wb-pair">
        <NumberField name={`${name}.publicNotice.value`} label={w.publicNotice} step={1} optional />
        <SelectField
          name={`${name}.publicNotice.unit`}
          label={partName('unit', language)}
          optional
          choices={['workday', 'calendar-day'].map((value) => ({ value, name: unitName(value, language) }))}
        />
      </div>
      <YesField name={`${name}.excluded`} label={w.special} hint={w.specialHint} />
      <TextField name={`${name}.when`} label={w.stepWhen} hint={w.stepWhenHint} optional />
      {earlier.length > 0 && (
        <ChecksField
          name={`${name}.dependsOn`}
          label={w.dependsOn}
          choices={earlier.map((step) => ({ value: step.id, name: say(step) || step.id }))}
        />
      )}
    </>
  );
};

export const StepsFields = () => {
  const { w, say } = useCatalogueWords();
  const { fields, append, remove, move } = useFieldArray({ name: 'item.steps', keyName: 'key' });
  const steps = (useWatch({ name: 'item.steps' }) ?? []) as readonly Step[];
  return (
    <>
      {fields.length === 0 && <p className="hint">{w.noSteps}</p>}
      {fields.map(({ key }, i) => (
        <fieldset key={key} className="ad-entry">
          <legend>
            {w.step(i + 1)} <span className="hint">{steps[i] && say(steps[i])}</span>
          </legend>
          <StepField i={i} earlier={steps.slice(0, i).filter(({ id }) => id)} />
          <EntryButtons i={i} move={move} remove={remove} />
        </fieldset>
      ))}
      <button
        type="button"
        className="wb-button"
        onClick={() => append({ id: '', zh: '', en: '', department: '', level: '', workdays: 1 })}
      >
        {w.addStep}
      </button>
    </>
  );
};
