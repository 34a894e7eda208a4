/** One question of an action, asked in the way that fits it. */
import { useQuery } from '@tanstack/react-query';
import type { Item } from '../../../../domain/catalogue.ts';
import { type ActionName, actions } from '../../../../domain/ticket/actions.ts';
import { itemQuery } from '../../api/item.ts';
import { keptQuery } from '../../api/known.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { KeptOffer } from '../../papers/kept-offer.tsx';
import { useWorker } from '../me.ts';
import { useColleagues } from '../use-colleagues.ts';
import { shortName, useStaffWords } from '../words.ts';
import type { ActionField, Answers, Fault } from './action-fields.ts';
import { OfficeInput } from './office-input.tsx';
import { ReferenceInput } from './reference-input.tsx';
import { WordsInput } from './words-input.tsx';

export type FieldProps = {
  readonly id: string;
  readonly action: ActionName;
  readonly field: ActionField;
  readonly value: unknown;
  /** Of all questions of the action. */
  readonly answers: Answers;
  readonly onChange: (value: unknown) => void;
  readonly ticket: Ticket;
  readonly events: readonly Happened[];
  readonly fault: Fault | undefined;
};
type InputProps = FieldProps & { readonly described: { 'aria-invalid': boolean; 'aria-describedby'?: string } };

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Why a resident is not satisfied, as the schema of the rating lists them. */
const reasons = actions['rate-by-phone'].body.shape.reasons.unwrap().element.options;

type Choice = { readonly value: string; readonly name: string };

const Select = ({ id, value, onChange, described, choices }: InputProps & { choices: readonly Choice[] }) => {
  const { w } = useStaffWords();
  return (
    <select id={id} value={textOf(value)} onChange={({ target }) => onChange(target.value)} {...described}>
      <option value="">{w.act.choose}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.name}
        </option>
      ))}
    </select>
  );
};

const Checks = ({ id, value, onChange, choices }: FieldProps & { choices: readonly Choice[] }) => {
  const chosen = listOf(value);
  return (
    <div className="wb-checks">
      {choices.map((choice, i) => (
        <label key={choice.value} className="wb-check">
          <input
            type="checkbox"
            {...(i === 0 ? { id } : {})}
            checked={chosen.includes(choice.value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, choice.value] : chosen.filter((each) => each !== choice.value))
            }
          />
          {choice.name}
        </label>
      ))}
    </div>
  );
};

const ColleagueInput = (props: InputProps) => {
  const { say } = useStaffWords();
  const { officeId } = useWorker();
  const people = useColleagues(props.ticket.holder.id ?? officeId).filter(({ id }) => id !== props.ticket.handlerId);
  return <Select {...props} choices={people.map((person) => ({ value: person.id, name: shortName(say(person)) }))} />;
};

const materialsAsked = (events: readonly Happened[]): readonly string[] =>
  listOf(events.findLast(({ type }) => type === 'SupplementRequested')?.data['materials']);

/** The materials of the item, or those that were asked for last. */
const MaterialsInput = (props: FieldProps) => {
  const { say } = useStaffWords();
  const { data: item } = useQuery(itemQuery(props.ticket.itemId));
  const wanted = props.field.kind === 'brought' ? new Set(materialsAsked(props.events)) : undefined;
  const materials = item?.materials.filter(({ ref }) => !wanted || wanted.has(ref)) ?? [];
  return <Checks {...props} choices={materials.map((each) => ({ value: each.ref, name: say(each) }))} />;
};

/** Papers of the resident's file; which may be used depends on how they agree. */
const KeptInput = ({ ticket, events, answers, value, onChange }: FieldProps) => {
  const { w } = useStaffWords();
  const channel = (textOf(answers['channel']) || undefined) as Item['channels'][number] | undefined;
  const { data } = useQuery(keptQuery(ticket, channel));
  const chosen = listOf(value);
  const asked = ticket.state === 'awaiting-supplement' ? new Set(materialsAsked(events)) : undefined;
  const papers = data?.papers.filter(({ material }) => !asked || asked.has(material)) ?? [];
  if (data && papers.length === 0) return <p className="hint">{w.act.nothingKept}</p>;
  return (
    <KeptOffer
      papers={papers}
      chosen={chosen}
      consent={w.intake.consent}
      onChoose={(id, isChosen) => onChange([...chosen.filter((each) => each !== id), ...(isChosen ? [id] : [])])}
    />
  );
};

const StepInput = (props: InputProps) => {
  const { say } = useStaffWords();
  const { data: item } = useQuery(itemQuery(props.ticket.itemId));
  const done = new Set(props.events.filter(({ type }) => type === 'StepCompleted').map(({ data }) => data['step']));
  const steps = item?.steps.filter(({ id }) => !done.has(id)) ?? [];
  return <Select {...props} choices={steps.map((step) => ({ value: step.id, name: say(step) }))} />;
};

const SpecialStepInput = (props: InputProps) => {
  const { w } = useStaffWords();
  const ended = new Set(props.events.filter(({ type }) => type === 'SpecialStepEnded').map(({ data }) => data['step']));
  const begun = props.events.filter(({ type, data }) => type === 'SpecialStepBegun' && !ended.has(data['step']));
  const nameOf = (kind: unknown): string => w.options[kind as 'hearing'] ?? String(kind);
  return (
    <Select
      {...props}
      choices={begun.map(({ data }) => ({ value: String(data['step']), name: nameOf(data['kind']) }))}
    />
  );
};

const Input = (props: InputProps) => {
  const { w, t } = useStaffWords();
  const { id, field, value, onChange, described } = props;
  const common = { id, value: textOf(value), ...described };
  switch (field.kind) {
    case 'words':
      return (
        <WordsInput {...common} action={props.action} name={field.name} onChange={onChange} described={described} />
      );
    case 'line':
      return <input {...common} autoComplete="off" onChange={({ target }) => onChange(target.value)} />;
    case 'date':
      return <input {...common} type="date" onChange={({ target }) => onChange(target.value)} />;
    case 'workdays':
      return <input {...common} type="number" min={1} step={1} onChange={({ target }) => onChange(target.value)} />;
    case 'choice':
      return <Select {...props} choices={field.options.map((each) => ({ value: each, name: w.options[each] }))} />;
    case 'card': {
      const cards = props.ticket.cards.map((card) => ({
        value: card.id,
        name: `${t(`clocks.${card.id.split('-')[0] as 'PROMISE'}`)} · ${card.at.slice(0, 10)}`,
      }));
      return <Select {...props} choices={cards} />;
    }
    case 'reasons':
      return <Checks {...props} choices={reasons.map((each) => ({ value: each, name: t(`rate.reasons.${each}`) }))} />;
    case 'colleague':
      return <ColleagueInput {...props} />;
    case 'materials':
    case 'brought':
      return <MaterialsInput {...props} />;
    case 'kept':
      return <KeptInput {...props} />;
    case 'step':
      return <StepInput {...props} />;
    case 'special-step':
      return <SpecialStepInput {...props} />;
    case 'office':
      return <OfficeInput {...props} />;
    case 'reference':
      return <ReferenceInput {...props} />;
  }
};

const isGroup = ({ kind }: ActionField): boolean =>
  kind === 'reasons' || kind === 'materials' || kind === 'brought' || kind === 'kept' || kind === 'office';

export const ActionFieldInput = (props: FieldProps) => {
  const { w } = useStaffWords();
  const { id, field, fault } = props;
  const name = `${w.fields[field.name]}${field.optional ? w.act.optional : ''}`;
  const problem = fault && (typeof fault.kind === 'object' ? w.act.tooLong(fault.kind.tooLong) : w.act[fault.kind]);
  const described = { 'aria-invalid': fault !== undefined, ...(fault ? { 'aria-describedby': `${id}-fault` } : {}) };
  const note = problem && (
    <span id={`${id}-fault`} className="problem">
      {problem}
    </span>
  );
  return isGroup(field) ? (
    <fieldset className="wb-field" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend>{name}</legend>
      {note}
      <Input {...props} described={described} />
    </fieldset>
  ) : (
    <div className="wb-field">
      <label htmlFor={id}>{name}</label>
      {note}
      <Input {...props} described={described} />
    </div>
  );
};
