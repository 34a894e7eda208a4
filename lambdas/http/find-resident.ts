/** POST /residents/search: a resident by a whole number, for staff who serve their community. Every search is audited. */
import { privacyRoutes } from '../../contract/routes/privacy.ts';
import { maySearchResidents } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { maskName, maskPhone } from '../../domain/masking.ts';
import { refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as people from '../../store/people.ts';
import { isServedBy } from '../context.ts';
import { operation } from '../edge/http.ts';

const found = async (by: 'id-card' | 'phone', value: string): Promise<string[]> =>
  by === 'phone' ? people.findByPhone(value) : [(await people.findByIdCard(value)) ?? []].flat();

const masked = async (file: people.ResidentFile) => {
  const { name = '', phone } = await people.openFields(file);
  const { id, communityCode, tags, verified } = file;
  return {
    id,
    name: maskName(name),
    phone: phone === undefined ? null : maskPhone(phone),
    communityCode,
    tags,
    verified,
  };
};

export const findResident = operation(privacyRoutes.findResident, async ({ body: { by, value }, caller, now }) => {
  if (!maySearchResidents(caller))
    return refuse('not-allowed', { zh: '只有工作人员可以查找居民。', en: 'Only staff can look for residents.' });
  const files = await Promise.all((await found(by, value)).map(people.resident));
  const served = await Promise.all(
    files.map(async (file) =>
      file &&
      !caller.household.includes(file.id) &&
      (await isServedBy(caller.officeId, file.communityCode, dateOf(now)))
        ? [file]
        : [],
    ),
  );
  const residents = served.flat();
  const actor = auditActor(caller);
  if (residents.length === 0) await audit.record({ kind: 'search', by, residentId: null }, { actor, now });
  for (const { id } of residents) await audit.record({ kind: 'search', by, residentId: id }, { actor, now });
  return { residents: await Promise.all(residents.map(masked)) };
});
