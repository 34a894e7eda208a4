/** GET and POST /mandates, POST /mandates/{id}/revoke: who may act for whom. */
import { routes } from '../../contract/routes.ts';
import { isInForce, type Mandate, objectionToGrant } from '../../domain/mandate.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import * as mandates from '../../store/mandates.ts';
import * as people from '../../store/people.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';

const viewOf = (mandate: Mandate, now: Instant) => ({ ...mandate, inForce: isInForce(mandate, dateOf(now)) });

/** Names of residents who have a file, by id. */
const namesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const files = await Promise.all([...new Set(ids)].map((id) => people.resident(id)));
  const known = await Promise.all(
    files.map(async (file) => {
      const name = file && (await people.openFields(file)).name;
      return file && name !== undefined ? [[file.id, name] as const] : [];
    }),
  );
  return new Map(known.flat());
};

/** 李**: enough to see that the right number was typed, too little to learn a name from a number. */
const surnameOnly = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : [...name].map((character, i) => (i === 0 ? character : '*')).join('');

const withName = <View extends object, Name extends string>(view: View, name: Name, value: string | undefined) =>
  value === undefined ? view : { ...view, [name]: value };

const notAResident: Refusal = refuse('not-allowed', {
  zh: '只有居民可以委托他人。',
  en: 'Only residents can let others act for them.',
});

const notVerified: Refusal = refuse('not-allowed', {
  zh: '您的身份尚未核验。请带身份证到社区服务站。',
  en: 'Your identity is not verified yet. Bring your ID card to your station.',
});

export const listMandates = operation(routes.listMandates, async ({ caller: { residentId }, now }) => {
  if (residentId === null) return { granted: [], held: [] };
  const [granted, held] = await Promise.all([mandates.granted(residentId), mandates.held(residentId)]);
  const names = await namesOf([
    ...granted.map(({ agentId }) => agentId),
    ...held.map(({ principalId }) => principalId),
  ]);
  return {
    granted: granted.map((each) => withName(viewOf(each, now), 'agentName', surnameOnly(names.get(each.agentId)))),
    held: held
      .map((each) => viewOf(each, now))
      // Whoever's mandate has ended is a stranger again.
      .map((each) => withName(each, 'principalName', each.inForce ? names.get(each.principalId) : undefined)),
  };
});

export const grantMandate = operation(routes.grantMandate, async ({ body, caller: { residentId, verified }, now }) => {
  if (residentId === null) return notAResident;
  if (!verified) return notVerified;
  const [agent, items] = await Promise.all([people.resident(body.agentId), content.items()]);
  const no = objectionToGrant(body, residentId, new Set(items.map(({ id }) => id)), now);
  if (no) return no;
  // Whoever may act for others must be who they say they are.
  if (!agent?.verified)
    return refuse('invalid', {}, [
      {
        path: 'agentId',
        code: 'unknown',
        zh: '没有这位已核验身份的居民，请对方在 GET /me 查看自己的 residentId',
        en: 'no such verified resident; the agent finds their residentId at GET /me',
      },
    ]);
  const mandate: Mandate = { ...body, id: newId(now), principalId: residentId, grantedAt: now };
  await mandates.grantMandate(mandate);
  return viewOf(mandate, now);
});

export const revokeMandate = operation(routes.revokeMandate, async ({ params, caller: { residentId }, now }) => {
  const found = residentId === null ? undefined : await mandates.ofPrincipal(residentId, params.id);
  if (!found) return refuse('not-found', { mandate: params.id });
  await mandates.revoke(found, now);
  return viewOf({ ...found, revokedAt: found.revokedAt ?? now }, now);
});
