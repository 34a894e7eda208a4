/** Who works where: staff are entered, changed and ended by the administrators of their region. */
import * as z from 'zod';
import { deputyshipGiven, membershipGiven, staffRoles } from '../../domain/staff.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { fieldProblem } from '../problems.ts';
import { officeId, page, regionCode, row } from '../route.ts';

const personId = z.string().min(1).max(64).meta({ description: "The person's account with the issuer, `sub`." });

const member = z.object({
  id: z.string(),
  role: z.enum(staffRoles),
  officeId: z.string().nullable(),
  regionCode: z.string().nullable(),
  cleared: z.boolean(),
  zh: z.string(),
  en: z.string(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  endedAt: instant.nullable(),
  version: z.int(),
  inForce: z.boolean(),
});

const deputy = deputyshipGiven.omit({ ifVersion: true }).extend({ version: z.int() });

/** Somebody of the list, with the colleagues for whom they stand in: now, later, or until a term that has ended. */
const listed = member.extend({
  standsInFor: z.array(
    z.object({
      personId: z.string(),
      zh: z.string(),
      en: z.string(),
      validFrom: civilDate,
      validTo: civilDate,
      version: z.int(),
    }),
  ),
});

/** Lines of one call: each is a transaction of its own, one after the other. */
export const importLines = 100;

/** What becomes of a line. `again`: somebody who was ended comes back; `refused`: nothing is written, see `errors`. */
const lineOutcome = z.enum(['new', 'changed', 'again', 'unchanged', 'refused', 'not-done']);
const importReply = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      outcome: lineOutcome,
      version: z.int().meta({ description: 'What there is of this person now; 0: nobody.' }),
      errors: z.array(fieldProblem),
    }),
  ),
});

export const staffRoutes = {
  listStaff: row({
    method: 'GET',
    path: '/staff',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个单位或区划的工作人员，或某一个人',
    en: 'The staff of an office, or of a region itself, or one person by account; those who have left, too',
    reply: z.object({ staff: z.array(listed), cursor: z.string().nullable() }),
    refusals: ['invalid', 'not-allowed'],
    query: z.strictObject({
      officeId: officeId.optional(),
      regionCode: regionCode.optional(),
      id: personId.optional(),
      ...page,
    }),
  }),
  listUnadministered: row({
    method: 'GET',
    path: '/staff/unadministered',
    function: 'supervision',
    access: 'signed-in',
    zh: '没有本级管理员的区划',
    en: 'The region, districts and streets of an administrator that have too few of their own today: the city needs two',
    reply: z.object({
      places: z.array(
        z.object({
          code: z.string(),
          zh: z.string(),
          en: z.string(),
          level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
          administrators: z.int().meta({ description: 'In force today.' }),
        }),
      ),
    }),
    limit: 'analysis',
    refusals: ['not-allowed'],
  }),
  saveStaff: row({
    method: 'POST',
    path: '/staff',
    function: 'supervision',
    access: 'signed-in',
    zh: '录入或更改工作人员',
    en: 'Enter somebody, or change what they may do; it holds from their next request on',
    body: membershipGiven,
    status: 201,
    reply: member,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'stale-version'],
  }),
  previewStaffImport: row({
    method: 'POST',
    path: '/staff/import/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '批量录入试算：逐行说明会怎样、哪里有误，不改动任何数据',
    en: 'What entering these people would do, line by line, and what is wrong; changes nothing',
    body: z.strictObject({
      lines: z
        .array(membershipGiven.omit({ ifVersion: true }))
        .min(1)
        .max(importLines),
    }),
    reply: importReply,
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed'],
  }),
  importStaff: row({
    method: 'POST',
    path: '/staff/import',
    function: 'supervision',
    access: 'signed-in',
    zh: '批量录入或更改工作人员；有一行有误则一行也不录入',
    en: 'Enter or change these people, one by one; where one line is refused nothing is written and the others are `not-done`',
    body: z.strictObject({ lines: z.array(membershipGiven).min(1).max(importLines) }),
    reply: importReply,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed'],
  }),
  endStaff: row({
    method: 'POST',
    path: '/staff/{id}/end',
    function: 'supervision',
    access: 'signed-in',
    zh: '免职，立即生效',
    en: 'End a membership, at once',
    params: z.strictObject({ id: personId }),
    body: z.strictObject({}),
    reply: member,
    limit: 'administration',
    refusals: ['not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
  saveDeputy: row({
    method: 'POST',
    path: '/deputies',
    function: 'supervision',
    access: 'signed-in',
    zh: '登记代理：某人某段时间代理同事',
    en: 'Let somebody stand in for a colleague; they name the colleague in the header Acting-For',
    body: deputyshipGiven,
    status: 201,
    reply: deputy,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
  endDeputy: row({
    method: 'POST',
    path: '/deputies/end',
    function: 'supervision',
    access: 'signed-in',
    zh: '结束代理，立即生效',
    en: 'End it, at once',
    body: deputyshipGiven.pick({ personId: true, deputyId: true }),
    reply: deputy,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
};
