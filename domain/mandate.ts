/**
 * Acting for another: written, naming agent, matters, scope and term (民法典 165), revocable at any time, ended by its
 * term. Every use stands in the ticket's events, and the principal is told of it. Whoever has no account comes to the
 * counter, or sends their paper: a station records it (`record`).
 */
import * as z from 'zod';
import { ageOn, birthDateOf } from './id-number.ts';
import { type Refusal, refuse } from './refusal.ts';
import { addDays, type CivilDate, civilDate, dateOf, type Instant } from './time.ts';

export const relations = ['spouse', 'child', 'parent', 'guardian', 'neighbour', 'other'] as const;

/** What the principal gives. */
export const grant = z.strictObject({
  agentId: z.string().min(1).max(64).meta({ description: "The agent's `residentId`, as GET /me tells it to them." }),
  relation: z.enum(relations),
  items: z
    .union([z.literal('all'), z.array(z.string().min(1).max(64)).min(1).max(75)])
    .meta({ description: 'Catalogue items, or all.' }),
  validTo: civilDate.meta({ description: 'Last day on which it may be used.' }),
});
export type Grant = z.output<typeof grant>;

/** On what a mandate rests that a station records: the paper that the clerk had in hand. */
export const bases = {
  'power-of-attorney': { zh: '书面授权委托书', en: 'a written power of attorney' },
  'guardian-of-child': {
    zh: '未成年人的监护人（户口簿或出生医学证明）',
    en: 'guardian of a child (household register or birth certificate)',
  },
  'guardian-by-decision': {
    zh: '法院判决或依法指定的监护人',
    en: 'guardian by judgment of a court or by appointment',
  },
} as const;
export type Basis = keyof typeof bases;

/** What a clerk writes down for somebody whose community the station serves. */
export const record = z.strictObject({
  agentIdNumber: z.string().max(64).meta({ description: "As on the agent's ID card, which the clerk has in hand." }),
  basis: z.enum(Object.keys(bases) as [Basis, ...Basis[]]),
  compared: z
    .literal(true, { error: '须当面核对原件和代办人身份证 / compare the original and the card of the agent first' })
    .meta({ description: 'The original and the ID card of the agent were compared.' }),
  ...grant.omit({ agentId: true }).shape,
});
export type Recorded = z.output<typeof record>;

export type Mandate = Grant & {
  id: string;
  principalId: string;
  grantedAt: Instant;
  revokedAt?: Instant;
  /** Not given by the principal on their own screen, but recorded by a station. */
  recorded?: { basis: Basis; by: { id: string; officeId: string } };
};

/** Longest term: nobody should forget that somebody else may act for them. */
const longestYears = 3;

const problem = (path: string, code: string, zh: string, en: string, seen?: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en, ...(seen === undefined ? {} : { seen }) }]);

/** Why this grant cannot be made, or null. */
export const objectionToGrant = (
  { agentId, validTo, items }: Grant,
  principalId: string,
  knownItems: ReadonlySet<string>,
  now: Instant,
): Refusal | null => {
  const today = dateOf(now);
  if (agentId === principalId) return problem('agentId', 'self', '不能委托自己', 'nobody acts for themselves');
  if (validTo < today) return problem('validTo', 'past', '截止日期已过', 'is in the past', validTo);
  const last = `${Number(today.slice(0, 4)) + longestYears}${today.slice(4)}`;
  if (validTo > last)
    return problem(
      'validTo',
      'too-long',
      `最长 ${longestYears} 年，至 ${last}`,
      `at most ${longestYears} years, to ${last}`,
      validTo,
    );
  const unknown = items === 'all' ? undefined : items.find((id) => !knownItems.has(id));
  return unknown === undefined ? null : problem('items', 'unknown', '没有这个事项', 'no such item', unknown);
};

/** Of age (民法典 17): from then on nobody is a guardian by birth, and one's own signature counts. Full years. */
const ofAge = 18;

/** The day before the eighteenth birthday, the last on which a child's guardian acts. */
const lastDayAsChild = (born: CivilDate): CivilDate =>
  addDays(`${Number(born.slice(0, 4)) + ofAge}${born.slice(4) === '-02-29' ? '-03-01' : born.slice(4)}`, -1);

/**
 * Why a station cannot record this, or null. `idNumber`: the principal's, as their file has it.
 *
 * 民法典 17–20, 27, 31 (children, and who is named guardian), 165 (a power of attorney is written).
 */
export const objectionToRecord = (
  { basis, relation, validTo }: Pick<Recorded, 'basis' | 'relation' | 'validTo'>,
  idNumber: string | undefined,
  now: Instant,
): Refusal | null => {
  if ((relation === 'guardian') !== (basis !== 'power-of-attorney'))
    return problem(
      'relation',
      'basis',
      '监护人写 guardian，授权委托书写其他关系',
      'guardian where the paper names a guardian, another relation beside a power of attorney',
      relation,
    );
  if (basis === 'guardian-by-decision') return null;
  if (idNumber === undefined)
    return problem(
      'basis',
      'age-unknown',
      '档案中没有身份证号，不知年龄：请先核验身份',
      'the file has no ID number, so the age is not known: verify the person first',
    );
  const born = birthDateOf(idNumber);
  const isChild = ageOn(born, dateOf(now)) < ofAge;
  if (basis === 'power-of-attorney')
    return isChild
      ? problem(
          'basis',
          'child',
          '未满十八周岁的由监护人代办，不能自己委托',
          'nobody under eighteen gives a power of attorney: record the guardian',
          basis,
        )
      : null;
  if (!isChild)
    return problem(
      'basis',
      'of-age',
      '已满十八周岁：须有授权委托书，或法院判决、依法指定',
      'is eighteen or older: this needs a power of attorney, or a judgment or appointment',
      basis,
    );
  const last = lastDayAsChild(born);
  return validTo > last
    ? problem(
        'validTo',
        'of-age',
        `最迟至 ${last}，次日满十八周岁`,
        `at most ${last}, the day before the birthday`,
        validTo,
      )
    : null;
};

/** May it be used on this day? */
export const isInForce = ({ validTo, revokedAt }: Mandate, on: CivilDate): boolean =>
  revokedAt === undefined && on <= validTo;

/** May it be used for this item on this day? The refusal says which of its limits stands against it. */
export const objectionToUse = (mandate: Mandate, itemId: string, now: Instant): Refusal | null => {
  if (mandate.revokedAt !== undefined)
    return refuse('not-allowed', { zh: '委托已被撤销。', en: 'The mandate was revoked.' });
  if (!isInForce(mandate, dateOf(now)))
    return refuse('not-allowed', {
      zh: `委托已于 ${mandate.validTo} 到期。`,
      en: `The mandate ended on ${mandate.validTo}.`,
    });
  return mandate.items === 'all' || mandate.items.includes(itemId)
    ? null
    : refuse('not-allowed', { zh: '委托不包括此事项。', en: 'The mandate does not cover this item.' });
};
