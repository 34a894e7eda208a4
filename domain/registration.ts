/**
 * Residents register themselves: what they say of themselves is checked as far as a number can be, and believed once a
 * clerk has compared the ID card with the person. Until then they may file what does no harm under a wrong name: `needsVerified` of
 * an item (catalogue.ts).
 */
import * as z from 'zod';
import { checkAnswer } from './answer.ts';
import type { Field } from './field.ts';
import { ageOn, birthDateOf } from './id-number.ts';
import type { FieldProblem } from './refusal.ts';
import type { CivilDate } from './time.ts';

/** Full years. Below, consent is a guardian's to give: Personal Information Protection Law, article 31. */
export const ownConsentAge = 14;
/** Full years; nobody in the city has reached it. */
const oldest = 120;

export const registration = z.strictObject({
  name: z.string().max(100),
  idNumber: z.string().max(64),
  phone: z.string().max(64),
  communityCode: z.string().regex(/^\d{12}$/),
  address: z.string().max(200).meta({ description: 'Road, number and door, within the community.' }),
});
export type Registration = z.output<typeof registration>;

const common = { required: true, sensitive: true } as const;
const fields: Readonly<Record<'name' | 'idNumber' | 'phone' | 'address', Field>> = {
  name: { ...common, id: 'name', type: 'text', maxLength: 50, zh: '姓名', en: 'Name' },
  idNumber: {
    ...common,
    id: 'idNumber',
    type: 'idcard',
    pattern: '^[1-9]\\d{16}[\\dX]$',
    checksum: 'GB11643',
    zh: '身份证号',
    en: 'ID number',
  },
  phone: {
    ...common,
    id: 'phone',
    type: 'phone',
    pattern: '^(1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8})$',
    zh: '电话',
    en: 'Phone',
  },
  address: { ...common, id: 'address', type: 'text', maxLength: 100, zh: '住址', en: 'Address' },
};

const problem = (code: string, zh: string, en: string): FieldProblem[] => [
  { path: 'idNumber', code, zh: `“身份证号”${zh}`, en: `ID number: ${en}` },
];

/** Old enough to register, young enough to be alive? */
const ageProblems = (idNumber: string, today: CivilDate): FieldProblem[] => {
  const age = ageOn(birthDateOf(idNumber), today);
  if (age < ownConsentAge)
    return problem(
      'guardian',
      `持有人未满${ownConsentAge}周岁，须由监护人办理：请监护人登记自己的账号，并带户口簿或出生证明到社区服务站，以监护人身份代为办理`,
      `of somebody under ${ownConsentAge}: a guardian registers their own account and brings the household register or birth certificate to the station, to act as guardian`,
    );
  return age > oldest ? problem('age', '中的出生日期不合情理，请核对', 'no such age, look for a typing error') : [];
};

/** What the resident said in its normal form, or everything that is wrong with it. Nothing said is repeated. */
export const checkRegistration = (given: Registration, today: CivilDate): Registration | FieldProblem[] => {
  const problems: FieldProblem[] = [];
  const values: Registration = { ...given };
  for (const name of ['name', 'idNumber', 'phone', 'address'] as const) {
    const field = fields[name];
    const blank = given[name].trim() === '';
    const checked = blank
      ? [{ path: name, code: 'required', zh: `请填写“${field.zh}”`, en: `${field.en}: required` }]
      : checkAnswer(field, given[name], { today });
    if (Array.isArray(checked)) problems.push(...checked);
    else values[name] = String(checked.value);
  }
  if (!problems.some(({ path }) => path === 'idNumber')) problems.push(...ageProblems(values.idNumber, today));
  return problems.length > 0 ? problems : values;
};
