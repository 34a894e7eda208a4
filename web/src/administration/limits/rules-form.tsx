/** The rules of clocks as a form: a number and a unit for each limit, and the numbers of each alarm. */
import { useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { rulesRoutes } from '../../../../contract/routes/rules.ts';
import type { ChangeableRules } from '../../../../domain/ticket/rules.ts';
import { send } from '../../api/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { ClockPreview } from '../parts/clock-preview.tsx';
import { differenceRows } from '../parts/difference-rows.ts';
import { NumberField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { partName, valueText } from '../parts/part-names.ts';
import { ProposalFields } from '../parts/proposal-fields.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useContractForm } from '../parts/use-contract-form.ts';
import { Differences } from '../parts/versions.tsx';
import { LimitField, LimitGroups } from './limit-field.tsx';
import { useLimitWords } from './words.ts';

const counts = ['returnsBeforeArbiter', 'ratingScreenMinutes', 'ratingCalls'] as const;

const Alarms = ({ alarms }: { alarms: ChangeableRules['alarms'] }) => {
  const { language } = useLimitWords();
  return Object.entries(alarms).flatMap(([clock, table]) =>
    Object.entries(table).map(([level, rule]) => (
      <fieldset key={`${clock} ${level}`} className="wb-pair">
        <legend>{partName(`${clock}.${level}`, language)}</legend>
        {Object.keys(rule).map((part) => (
          <NumberField key={part} name={`rules.alarms.${clock}.${level}.${part}`} label={partName(part, language)} />
        ))}
      </fieldset>
    )),
  );
};

const Preview = () => {
  const { language } = useProposalWords();
  const rules = useWatch({ name: 'rules' }) as ChangeableRules;
  return (
    <ClockPreview
      ask={(cursor) => send('/rules/preview', { body: { rules, ...(cursor === undefined ? {} : { cursor }) } })}
      show={({ differences }) => <Differences rows={differenceRows(differences, language)} />}
    />
  );
};

type RulesFormProps = {
  readonly rules: ChangeableRules;
  /** What the form begins with where it is not what holds: a former version. */
  readonly from: ChangeableRules;
  readonly newest: number;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const RulesForm = ({ rules, from, newest, today, onDone, onClose }: RulesFormProps) => {
  const { w, language } = useLimitWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const initial = { rules: from, validFrom: today, reason: '', ifVersion: newest };
  const contract = useContractForm({
    schema: rulesRoutes.proposeRules.body,
    initial,
    name: 'rules',
    send: (body) => send('/rules', { body }),
    onDone,
    onStale: () => void queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <Form
      label={w.changing}
      form={contract}
      initial={initial}
      send={said.propose}
      onClose={onClose}
      conflict={
        contract.isStale && (
          <Conflict
            current={{ rules }}
            fields={[
              {
                name: 'rules',
                label: w.title,
                show: (value) => valueText((value as ChangeableRules).limits, language),
              },
            ]}
            onKeep={() => contract.onVersion(newest)}
            onTake={() => contract.begin({ ...initial, rules })}
          />
        )
      }
    >
      <LimitGroups
        show={(name) => <LimitField key={name} name={`rules.limits.${name}`} label={partName(name, language)} />}
      />
      <h3>{w.others}</h3>
      <div className="ad-limits">
        {counts.map((name) => (
          <NumberField key={name} name={`rules.${name}`} label={partName(name, language)} step={1} />
        ))}
      </div>
      <h3>{w.cards}</h3>
      <div className="ad-limits">
        <LimitField name="rules.cards.explanation" label={partName('explanation', language)} />
        <LimitField name="rules.cards.review" label={partName('review', language)} />
      </div>
      <details>
        <summary>{w.alarms}</summary>
        <p className="hint">{w.alarmsHint}</p>
        <div className="ad-limits">
          <Alarms alarms={from.alarms} />
        </div>
      </details>
      <ProposalFields today={today} />
      <Preview />
    </Form>
  );
};
