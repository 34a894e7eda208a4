/** Who stands in for somebody, from when to when. */
import { staffRoutes } from '../../../../contract/routes/staff.ts';
import { useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { useContractForm } from '../parts/use-contract-form.ts';
import { isOfOffice, type Member } from './member.ts';
import { useStaffPageWords } from './words.ts';

type DeputyFormProps = {
  readonly away: Member;
  /** Colleagues among whom the deputy is chosen. */
  readonly colleagues: readonly Member[];
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const DeputyForm = ({ away, colleagues, today, onDone, onClose }: DeputyFormProps) => {
  const { w, say } = useStaffPageWords();
  const queries = useQueryClient();
  const initial = { personId: away.id, deputyId: '', validFrom: today, validTo: '', ifVersion: 0 };
  const knownOf = (deputyId: unknown) =>
    colleagues.find(({ id }) => id === deputyId)?.standsInFor.find(({ personId }) => personId === away.id);
  const contract = useContractForm({
    schema: staffRoutes.saveDeputy.body,
    initial,
    name: `deputy.${away.id}`,
    send: (body) => send('/deputies', { body }),
    onDone,
    onStale: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
  });
  const { form, isStale } = contract;
  const deputyId: unknown = form.watch('deputyId');
  const known = knownOf(deputyId);
  const now = known && { ...initial, deputyId, validFrom: known.validFrom, validTo: known.validTo };
  return (
    <Form
      label={w.deputyOf(say(away))}
      form={contract}
      initial={initial}
      send={w.deputySave}
      onClose={onClose}
      conflict={
        isStale && (
          <Conflict
            current={now ?? initial}
            fields={[
              { name: 'validFrom', label: w.validFrom },
              { name: 'validTo', label: w.validTo },
            ]}
            onKeep={() => contract.onVersion(known?.version ?? 0)}
            onTake={() => contract.begin({ ...(now ?? initial), ifVersion: known?.version ?? 0 })}
          />
        )
      }
    >
      <p className="hint">{w.deputyHint}</p>
      <SelectField
        name="deputyId"
        label={w.deputyId}
        choices={colleagues
          .filter(({ id, role, inForce }) => id !== away.id && inForce && isOfOffice(role))
          .map((each) => ({ value: each.id, name: `${say(each)} (${each.id})` }))}
      />
      <div className="wb-pair">
        <TextField name="validFrom" label={w.validFrom} type="date" />
        <TextField name="validTo" label={w.validTo} type="date" />
      </div>
    </Form>
  );
};
