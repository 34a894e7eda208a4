/** Who may ask, who goes first and how, and what somebody has in hand at the end. */
import { priorityRules, outcomeKinds } from '../../../../domain/catalogue.ts';
import type { Words } from '../../i18n/zh.ts';
import { NumberField, SelectField, TextField } from '../parts/fields.tsx';
import { partName } from '../parts/part-names.ts';
import { ChecksField, YesField } from './list-fields.tsx';
import { useCatalogueWords } from './words.ts';

/** Every group of residents of the catalogue has its words (a test holds the two together). */
const useGroups = (): { value: string; name: string }[] => {
  const { t } = useCatalogueWords();
  const names: Words['groups'] = t('groups', { returnObjects: true });
  return Object.entries(names).map(([value, name]) => ({ value, name }));
};

export const OutcomeFields = () => {
  const { w, language } = useCatalogueWords();
  return (
    <>
      <div className="wb-pair">
        <TextField name="item.outcome.zh" label={partName('zh', language)} />
        <TextField name="item.outcome.en" label={partName('en', language)} />
      </div>
      <SelectField
        name="item.outcome.kind"
        label={partName('kind', language)}
        choices={outcomeKinds.map((value) => ({ value, name: w.outcomes[value] }))}
      />
    </>
  );
};

export const GroupsFields = () => {
  const { language } = useCatalogueWords();
  const choices = useGroups();
  return <ChecksField name="item.applicantGroups" label={partName('applicantGroups', language)} choices={choices} />;
};

export const PriorityFields = () => {
  const { w, language } = useCatalogueWords();
  const choices = useGroups();
  return (
    <>
      <SelectField
        name="item.priority.rule"
        label={w.priorityRule}
        choices={priorityRules.map((value) => ({ value, name: w.priorityRules[value] }))}
      />
      <div className="wb-pair">
        <TextField name="item.priority.zh" label={w.prioritySaid} hint={w.prioritySaidHint} />
        <TextField name="item.priority.en" label={partName('en', language)} />
      </div>
      <ChecksField name="item.priority.groups" label={partName('groups', language)} choices={choices} />
      <div className="wb-pair">
        <NumberField name="item.priority.promisedWorkdays" label={w.priorityPromise} step={1} optional />
        <NumberField name="item.priority.urgentHours" label={w.priorityUrgent} optional />
      </div>
      <YesField name="item.priority.homeVisit" label={w.homeVisit} />
    </>
  );
};
