/** Renaming an office, handing over one of its regions, ending it, or opening one: a form for each. */
import { useQuery } from '@tanstack/react-query';
import { useController, useWatch } from 'react-hook-form';
import { officeRoutes } from '../../../../contract/routes/office.ts';
import { departments } from '../../../../domain/catalogue.ts';
import { officeChange, type OfficeChange } from '../../../../domain/office-change.ts';
import { read, type Reply, send } from '../../api/api.ts';
import { OwnField, SelectField, TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { ProposalFields } from '../parts/proposal-fields.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useContractForm } from '../parts/use-contract-form.ts';
import { RoutingPreview } from './routing-preview.tsx';
import { useOfficeWords } from './words.ts';

export type Office = Reply<'GET', '/offices/{id}'>;
export type Kind = OfficeChange['do'];

/** Offices of the same department in the same district, which could take over. */
const useHeirs = (office: Office) => {
  const { say } = useOfficeWords();
  const region = office.level === 1 ? office.regionCode : `${office.regionCode.slice(0, 6)}000000`;
  const query = { region, department: office.department, limit: 100 };
  const { data } = useQuery({ queryKey: ['offices', query], queryFn: () => read('/offices', { query }) });
  return (data?.offices ?? [])
    .filter(({ id }) => id !== office.id)
    .map((each) => ({ value: each.id, name: say(each) }));
};

const HeirField = ({ office, name, label, hint }: { office: Office; name: string; label: string; hint?: string }) => (
  <SelectField
    name={name}
    label={label}
    choices={useHeirs(office)}
    {...(hint === undefined ? {} : { hint, optional: true })}
  />
);

const RegionsField = () => {
  const { w } = useOfficeWords();
  const { field } = useController({ name: 'change.answersFor' });
  const codes: readonly string[] = Array.isArray(field.value) ? field.value : [];
  return (
    <OwnField name="change.answersFor" label={w.regions}>
      {({ id, described }) => (
        <textarea
          id={id}
          rows={3}
          {...described}
          defaultValue={codes.join('\n')}
          onChange={({ target }) => field.onChange(target.value.split(/\s+/).filter(Boolean))}
        />
      )}
    </OwnField>
  );
};

const NameFields = () => {
  const { w } = useOfficeWords();
  return (
    <>
      <TextField name="change.zh" label={w.nameZh} />
      <TextField name="change.en" label={w.nameEn} />
    </>
  );
};

const OpenFields = () => {
  const { w, t } = useOfficeWords();
  return (
    <>
      <SelectField
        name="change.department"
        label={w.department}
        choices={departments.map((value) => ({ value, name: t(`departments.${value}`) }))}
      />
      <SelectField
        name="change.kind"
        label={w.kind}
        choices={(['station', 'desk', 'department'] as const).map((value) => ({ value, name: w.kinds[value] }))}
      />
      <TextField name="change.officeId" label={w.id} hint={w.idHint} />
      <TextField name="change.regionCode" label={w.seat} />
      <NameFields />
      <RegionsField />
    </>
  );
};

const Preview = () => {
  const change = officeChange.safeParse(useWatch({ name: 'change' }));
  return change.success ? <RoutingPreview change={change.data} /> : null;
};

type ChangeFormProps = {
  readonly kind: Kind;
  /** None: it is to be opened. */
  readonly office?: Office;
  readonly today: string;
  readonly onDone: (officeId: string) => void;
  readonly onClose: () => void;
};

const initialOf = (kind: Kind, office: Office | undefined, today: string): object => {
  const officeId = office?.id ?? '';
  if (kind === 'rename') return { do: kind, officeId, zh: office?.zh, en: office?.en };
  if (kind === 'move') return { do: kind, officeId, regionCode: '', to: '', on: today };
  return kind === 'end'
    ? { do: kind, officeId, on: today, heir: '' }
    : { do: kind, officeId, answersFor: [], on: today };
};

export const ChangeForm = ({ kind, office, today, onDone, onClose }: ChangeFormProps) => {
  const { w, say } = useOfficeWords();
  const { w: said } = useProposalWords();
  const initial = {
    change: initialOf(kind, office, today),
    unrouted: 'refuse',
    reason: '',
    ifVersion: office?.version ?? 0,
  };
  const contract = useContractForm({
    schema: officeRoutes.proposeOffice.body,
    initial,
    name: `office.${office?.id ?? 'new'}.${kind}`,
    send: (body) => send('/offices/{id}', { params: { id: body.change.officeId }, body }),
    onDone: ({ subject }) => onDone(subject),
  });
  const name = office ? say(office) : '';
  const labels = { rename: w.renaming(name), move: w.moving(name), end: w.ending(name), open: w.opening };
  return (
    <Form label={labels[kind]} form={contract} initial={initial} send={said.propose} onClose={onClose}>
      {kind === 'rename' && <NameFields />}
      {kind === 'open' && <OpenFields />}
      {kind === 'move' && office && (
        <>
          <SelectField
            name="change.regionCode"
            label={w.which}
            choices={office.regions.map(({ code, name }) => ({ value: code, name: `${name} ${code}` }))}
          />
          <HeirField office={office} name="change.to" label={w.to} />
        </>
      )}
      {kind === 'end' && office && <HeirField office={office} name="change.heir" label={w.heir} hint={w.heirHint} />}
      {kind !== 'rename' && (
        <>
          <TextField name="change.on" type="date" min={today} label={w.on} hint={w.onHint} />
          <SelectField
            name="unrouted"
            label={w.unrouted}
            hint={w.unroutedHint}
            choices={[
              { value: 'refuse', name: w.refuse },
              { value: 'human-queue', name: w.queue },
            ]}
          />
        </>
      )}
      <ProposalFields today={today} isDated={false} />
      <Preview />
    </Form>
  );
};
