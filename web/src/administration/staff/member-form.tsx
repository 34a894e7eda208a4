/** Entering somebody, or changing what they may do. */
import { useQuery } from '@tanstack/react-query';
import { staffRoutes } from '../../../../contract/routes/staff.ts';
import { send } from '../../api/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { CheckField, OwnField, SelectField, TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { OfficeInput, RegionInput } from '../parts/pickers.tsx';
import { useContractForm } from '../parts/use-contract-form.ts';
import { useAdministrationWords } from '../words.ts';
import { isOfOffice, type Member, memberQuery, type Place, roles } from './member.ts';
import { useStaffPageWords } from './words.ts';

type MemberFormProps = {
  /** Undefined: somebody new, at this place. */
  readonly member: Member | undefined;
  readonly place: Place;
  readonly today: string;
  readonly onDone: (saved: { zh: string; en: string }) => void;
  readonly onClose: () => void;
};

const typedFrom = (member: Member) => ({
  id: member.id,
  role: member.role as string,
  officeId: member.officeId ?? '',
  regionCode: member.regionCode ?? '',
  cleared: member.cleared,
  zh: member.zh,
  en: member.en,
  validFrom: member.validFrom,
  validTo: member.validTo ?? '',
  ifVersion: member.version,
});

export const MemberForm = ({ member, place, today, onDone, onClose }: MemberFormProps) => {
  const { w, say } = useStaffPageWords();
  const { w: shared } = useAdministrationWords();
  const initial = member
    ? typedFrom(member)
    : {
        id: place.id ?? '',
        role: place.regionCode === undefined ? 'clerk' : 'supervisor',
        officeId: place.officeId ?? '',
        regionCode: place.regionCode ?? '',
        cleared: false,
        zh: '',
        en: '',
        validFrom: today,
        validTo: '',
        ifVersion: 0,
      };
  const contract = useContractForm({
    schema: staffRoutes.saveStaff.body,
    initial,
    name: `staff.${member?.id ?? 'new'}`,
    // What was chosen before another role was is not sent along.
    send: ({ officeId, regionCode, ...body }) =>
      send('/staff', { body: isOfOffice(body.role) ? { ...body, officeId } : { ...body, regionCode } }),
    onDone,
  });
  const { form, isStale } = contract;
  const [role, id] = form.watch(['role', 'id']);
  const { data: found } = useQuery({ ...memberQuery(String(id)), enabled: isStale, staleTime: 0 });
  const now = found ? typedFrom(found) : undefined;
  const placeName = (value: unknown): string => String(value ?? '');
  return (
    <Form
      label={member ? w.changing(say(member)) : w.adding}
      form={contract}
      initial={initial}
      send={shared.form.save}
      onClose={onClose}
      conflict={
        isStale && (
          <Conflict
            current={now}
            fields={[
              { name: 'role', label: w.role, show: (value) => w.roles[value as 'clerk'] ?? '' },
              { name: 'officeId', label: shared.form.office, show: placeName },
              { name: 'regionCode', label: shared.form.region, show: placeName },
              { name: 'zh', label: w.zhName },
              { name: 'en', label: w.enName },
              { name: 'cleared', label: w.cleared, show: (value) => (value === true ? w.yes : w.no) },
              { name: 'validFrom', label: w.validFrom },
              { name: 'validTo', label: w.validTo },
            ]}
            onKeep={() => found && contract.onVersion(found.version)}
            onTake={() => now && contract.begin(now)}
          />
        )
      }
    >
      <TextField name="id" label={w.id} hint={w.idHint} readOnly={member !== undefined} />
      <div className="wb-pair">
        <TextField name="zh" label={w.zhName} />
        <TextField name="en" label={w.enName} />
      </div>
      <SelectField name="role" label={w.role} choices={roles.map((value) => ({ value, name: w.roles[value] }))} />
      {isOfOffice(role) ? (
        <OwnField key="office" name="officeId" label={shared.form.office}>
          {(input) => <OfficeInput {...input} />}
        </OwnField>
      ) : (
        <OwnField key="region" name="regionCode" label={shared.form.region}>
          {(input) => <RegionInput {...input} />}
        </OwnField>
      )}
      <div className="wb-pair">
        <TextField name="validFrom" label={w.validFrom} type="date" />
        <TextField name="validTo" label={w.validTo} type="date" optional />
      </div>
      <CheckField name="cleared" label={w.cleared} hint={w.clearedHint} />
    </Form>
  );
};
