/** An item as a form: the parts that change, in the order in which a resident meets them. */
import { useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import * as z from 'zod';
import { itemRoutes } from '../../../../contract/routes/item.ts';
import { channels, departments, item as itemSchema, type Item, modes } from '../../../../domain/catalogue.ts';
import { send } from '../../api/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { CheckField, NumberField, SelectField, TextField, WordsField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { partName, unitName } from '../parts/part-names.ts';
import { ProposalFields } from '../parts/proposal-fields.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { filled, useContractForm } from '../parts/use-contract-form.ts';
import { ItemPreview } from './item-preview.tsx';
import { ChecksField, LinesField, PapersFields } from './list-fields.tsx';
import { QuestionsFields } from './question-fields.tsx';
import { GroupsFields, OutcomeFields, PriorityFields } from './result-fields.tsx';
import { StepsFields } from './step-fields.tsx';
import { useCatalogueWords } from './words.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A step hangs no notice where its days are left empty. */
const withoutNotice = (step: unknown): unknown => {
  if (!isRecord(step)) return step;
  const { publicNotice, ...rest } = step;
  return isRecord(publicNotice) && publicNotice['value'] !== undefined ? step : rest;
};

/** The form leaves out what is empty; the catalogue says of these four that there is nothing. */
const withNothings = (given: unknown): unknown => {
  if (!isRecord(given)) return given;
  const limits = isRecord(given['limits']) ? given['limits'] : {};
  const fee = isRecord(given['fee']) ? given['fee'] : {};
  const original = isRecord(limits['statutoryOriginal']) ? limits['statutoryOriginal'] : {};
  const materials = Array.isArray(given['materials']) ? given['materials'] : [];
  return {
    ...given,
    limits: {
      ...limits,
      statutoryWorkdays: limits['statutoryWorkdays'] ?? null,
      statutoryOriginal: original['value'] === undefined ? null : original,
    },
    fee: { ...fee, note: fee['note'] ?? null },
    ...(Array.isArray(given['steps']) ? { steps: given['steps'].map(withoutNotice) } : {}),
    materials: materials.map((each) => (isRecord(each) ? { ...each, shareSource: each['shareSource'] ?? null } : each)),
  };
};
const schema = itemRoutes.proposeItem.body.extend({ item: z.preprocess(withNothings, itemSchema) });

const Preview = () => {
  const found = itemSchema.safeParse(withNothings(filled(useWatch({ name: 'item' }))));
  return found.success ? <ItemPreview item={found.data} /> : null;
};

type ItemFormProps = {
  readonly label: string;
  /** What the form begins with. */
  readonly from: Item;
  /** What there is now; absent for an item that is new. */
  readonly now?: Item;
  readonly today: string;
  /** Only its last day is asked. */
  readonly isEnd?: boolean;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
};

export const ItemForm = ({ label, from, now, today, isEnd = false, onDone, onClose }: ItemFormProps) => {
  const { w, language } = useCatalogueWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const newest = now?.version ?? 0;
  const initial = { item: isEnd ? { ...from, endsOn: today } : from, validFrom: today, reason: '', ifVersion: newest };
  const contract = useContractForm({
    schema,
    initial,
    name: `item.${now?.id ?? 'new'}${isEnd ? '.end' : ''}`,
    send: (body) => send('/items/{id}', { params: { id: body.item.id }, body: body as never }),
    onDone: ({ subject }) => onDone(subject),
    onStale: () => void queries.invalidateQueries({ queryKey: ['item-versions'] }),
  });
  return (
    <Form
      label={label}
      form={contract}
      initial={initial}
      send={said.propose}
      onClose={onClose}
      conflict={
        contract.isStale &&
        now && (
          <Conflict
            current={{ item: now }}
            fields={[
              {
                name: 'item',
                label,
                show: (value) => `${(value as Item).zh} · ${(value as Item).limits.promisedWorkdays}`,
              },
            ]}
            onKeep={() => contract.onVersion(now.version)}
            onTake={() => contract.begin({ ...initial, item: now, ifVersion: now.version })}
          />
        )
      }
    >
      {isEnd ? (
        <TextField name="item.endsOn" type="date" min={today} label={partName('endsOn', language)} hint={w.endHint} />
      ) : (
        <>
          <h3>{w.names}</h3>
          {!now && <TextField name="item.id" label={w.id} />}
          <div className="wb-pair">
            <TextField name="item.zh" label={partName('zh', language)} />
            <TextField name="item.en" label={partName('en', language)} />
          </div>
          <div className="wb-pair">
            <TextField name="item.code" label={partName('code', language)} />
            <TextField name="item.category" label={partName('category', language)} />
          </div>
          <LinesField name="item.aliases" label={w.aliases} hint={w.aliasesHint} />
          <WordsField name="item.note" label={partName('note', language)} optional />
          <How />
          <h3>{w.time}</h3>
          <div className="wb-pair">
            <NumberField name="item.limits.promisedWorkdays" label={partName('promisedWorkdays', language)} step={1} />
            <NumberField
              name="item.limits.acceptWithinWorkdays"
              label={partName('acceptWithinWorkdays', language)}
              step={1}
              optional
            />
          </div>
          <div className="wb-pair">
            <NumberField
              name="item.limits.statutoryOriginal.value"
              label={partName('statutoryOriginal', language)}
              hint={w.byLaw}
              step={1}
              optional
            />
            <SelectField
              name="item.limits.statutoryOriginal.unit"
              label={partName('unit', language)}
              optional
              choices={['workday', 'calendar-day'].map((value) => ({ value, name: unitName(value, language) }))}
            />
          </div>
          <TextField name="item.limits.statutoryBasis" label={partName('statutoryBasis', language)} />
          <h3>{w.fee}</h3>
          <div className="wb-pair">
            <NumberField name="item.fee.amount" label={partName('amount', language)} />
            <TextField name="item.fee.note" label={partName('note', language)} optional />
          </div>
          <details>
            <summary>{w.papers}</summary>
            <PapersFields />
          </details>
          <details>
            <summary>{w.questions}</summary>
            <QuestionsFields />
          </details>
          <details>
            <summary>{w.steps}</summary>
            <p className="hint">
              {w.stepsHint} {w.stepOffice}
            </p>
            <StepsFields />
          </details>
          <details>
            <summary>{w.groups}</summary>
            <GroupsFields />
          </details>
          <details>
            <summary>{w.priority}</summary>
            <PriorityFields />
          </details>
          <details>
            <summary>{w.outcome}</summary>
            <OutcomeFields />
          </details>
          <p className="hint">{w.rest}</p>
        </>
      )}
      <ProposalFields today={today} />
      <Preview />
    </Form>
  );
};

const How = () => {
  const { w, t, language } = useCatalogueWords();
  return (
    <>
      <h3>{w.how}</h3>
      <div className="wb-pair">
        <SelectField
          name="item.department"
          label={w.department}
          choices={departments.map((value) => ({ value, name: t(`departments.${value}`) }))}
        />
        <SelectField
          name="item.handledAt"
          label={partName('handledAt', language)}
          choices={(['city', 'district', 'street', 'community'] as const).map((value) => ({
            value,
            name: w.levels[value],
          }))}
        />
      </div>
      <div className="wb-pair">
        <SelectField
          name="item.mode"
          label={w.mode}
          choices={modes.map((value) => ({ value, name: w.modes[value] }))}
        />
        <SelectField
          name="item.agent"
          label={partName('agent', language)}
          choices={(['yes', 'no', 'guardian-only', 'relative'] as const).map((value) => ({
            value,
            name: w.agents[value],
          }))}
        />
      </div>
      <ChecksField
        name="item.channels"
        label={w.channels}
        choices={channels.map((value) => ({ value, name: w.channelNames[value] }))}
      />
      <CheckField name="item.anonymousAllowed" label={partName('anonymousAllowed', language)} />
    </>
  );
};
