/** Erasing a person: asked for by themselves, or proposed by one and confirmed by another. */
import * as z from 'zod';
import { bases, erasureStates, type Basis, type ErasureState, givenBasis } from '../../domain/erasure.ts';
import { instant } from '../../domain/time.ts';
import { text } from '../replies.ts';
import { row } from '../route.ts';

const state = z.enum(Object.keys(erasureStates) as [ErasureState, ...ErasureState[]]);
const basis = z.enum(Object.keys(bases) as [Basis, ...Basis[]]);
const residentId = z.string().min(1).max(64);

const own = z.object({
  state: state.nullable().meta({ description: 'Null: nothing was ever asked for.' }),
  stateName: text.nullable(),
  requestedAt: instant.nullable(),
  dueAt: instant.nullable().meta({ description: 'Until when it can be taken back; then it begins.' }),
  waitDays: z.int(),
  openRequests: z.int().meta({ description: 'While there are any, nobody is erased.' }),
  keptUntil: instant.nullable().meta({ description: 'Until when the law keeps what was decided, locked.' }),
});

const one = z.object({
  residentId,
  name: z.string().nullable().meta({ description: 'Masked; null once it is gone.' }),
  basis,
  basisName: text,
  state,
  stateName: text,
  revision: z.int(),
  requestedAt: instant,
  dueAt: instant.nullable(),
  openRequests: z.int(),
  keptUntil: instant.nullable(),
  document: z.string().nullable(),
  proposedByMe: z.boolean(),
  confirmed: z.boolean(),
});

const revision = () => z.strictObject({ revision: z.int().min(1).meta({ description: 'The one that you saw.' }) });

export const erasureRoutes = {
  myErasure: row({
    method: 'GET',
    path: '/me/erasure',
    function: 'desk',
    access: 'signed-in',
    zh: '删除我的个人资料：现状，以及现在删除会怎样',
    en: 'Erasing my personal data: how far it is, and what it would mean now',
    reply: own,
    refusals: ['not-allowed'],
  }),
  requestErasure: row({
    method: 'POST',
    path: '/me/erasure',
    function: 'desk',
    access: 'signed-in',
    zh: '申请删除我的个人资料（等待期内可撤回）',
    en: 'Ask for my personal data to be erased; within the waiting time it can be taken back',
    body: z.strictObject({
      confirm: z.literal('erase').meta({ description: 'Typed or chosen by the person, never sent by default.' }),
    }),
    reply: own,
    limit: 'own-erasure',
    refusals: ['invalid', 'not-allowed', 'wrong-state', 'busy'],
  }),
  withdrawErasure: row({
    method: 'POST',
    path: '/me/erasure/withdraw',
    function: 'desk',
    access: 'signed-in',
    zh: '撤回删除申请',
    en: 'Take it back',
    body: z.strictObject({}),
    reply: own,
    limit: 'own-erasure',
    refusals: ['not-allowed', 'wrong-state', 'busy'],
  }),
  listErasures: row({
    method: 'GET',
    path: '/erasures',
    function: 'desk',
    access: 'signed-in',
    zh: '待办的删除（市级管理员、督办员、审计员）',
    en: 'Erasures that wait: for administrators, supervisors and auditors of the city',
    reply: z.object({ erasures: z.array(one) }),
    refusals: ['not-allowed'],
  }),
  proposeErasure: row({
    method: 'POST',
    path: '/erasures',
    function: 'desk',
    access: 'signed-in',
    zh: '提出删除某人的资料（死亡或依法律文书；须另一人确认）',
    en: 'Propose to erase somebody, after their death or by order; a second person has to confirm',
    body: z.strictObject({
      idNumber: z.string().trim().min(15).max(64),
      basis: givenBasis,
      document: z
        .string()
        .trim()
        .min(2)
        .max(200)
        .meta({ description: 'Which document says so; sealed, and gone with the person: keep the paper.' }),
    }),
    secret: ['idNumber', 'document'],
    status: 201,
    reply: one,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'wrong-state', 'busy'],
  }),
  confirmErasure: row({
    method: 'POST',
    path: '/erasures/{residentId}/confirm',
    function: 'desk',
    access: 'signed-in',
    zh: '确认删除（不能是提出的人）',
    en: 'Confirm it: somebody else than who proposed it; then the waiting time begins',
    params: z.strictObject({ residentId }),
    body: revision(),
    reply: one,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
  rejectErasure: row({
    method: 'POST',
    path: '/erasures/{residentId}/reject',
    function: 'desk',
    access: 'signed-in',
    zh: '否决，或在等待期内停止（本人申请的由本人撤回）',
    en: 'Reject it, or stop it while it waits; what the person asked for themselves, they take back themselves',
    params: z.strictObject({ residentId }),
    body: revision(),
    reply: one,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
};
