/** What is proposed for the catalogue, offices and rules, and the second person's word on it. */
import * as z from 'zod';
import { proposal, proposalKind } from '../../domain/proposal.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { row } from '../route.ts';

const named = { zh: z.string(), en: z.string() };

/** Somebody of the staff; the names are empty where nobody of this id is known any more. */
export const person = z.object({ id: z.string(), ...named });
export const difference = z.object({
  path: z.string().meta({ description: 'Where: names and ids, parted by dots.' }),
  was: z.unknown().optional(),
  is: z.unknown().optional(),
});
/** A version with who made it; null for what came with the system. */
export const versionReply = z.object({
  version: z.int(),
  inForce: z.boolean(),
  validFrom: civilDate.nullable(),
  reason: z.string().nullable(),
  proposedBy: person.nullable(),
  proposedAt: instant.nullable(),
  approvedBy: person.nullable(),
  approvedAt: instant.nullable(),
});
export const openProposal = proposal
  .omit({ proposedBy: true, base: true })
  .extend({
    ...named,
    proposedBy: person,
    isMine: z.boolean(),
    mayApprove: z.boolean().meta({ description: 'By this caller: not their own, and over every region concerned.' }),
    differences: z.array(difference),
    isStale: z.boolean().meta({ description: 'Something it rests on was changed since: it can only be withdrawn.' }),
  })
  .meta({ id: 'OpenProposal' });

export const previewed = z
  .object({
    seen: z.int().meta({ description: 'Tickets looked at in this part.' }),
    open: z.int().meta({ description: 'About how many there are to look at, by the counters.' }),
    tickets: z.int(),
    clocks: z.int(),
    earlier: z.int(),
    later: z.int(),
    breaches: z.object({ old: z.int(), new: z.int() }),
    communities: z.array(z.string()).meta({ description: 'Those of the tickets that would move.' }),
  })
  .meta({
    description: 'What open tickets would have seen. Nothing of it happens: they keep the limits they began with.',
  });

export const proposing = {
  reason: proposal.shape.reason.trim().min(4).max(500),
  ifVersion: z.int().min(0).meta({ description: 'The newest version that you saw; 0 for what is new.' }),
  replaces: z
    .string()
    .max(64)
    .nullable()
    .default(null)
    .meta({ description: 'The open proposal in whose place it comes.' }),
};

const params = z.strictObject({ kind: proposalKind, subject: z.string().min(1).max(64) });
const naming = { id: z.string().min(1).max(64).meta({ description: 'The proposal that you read.' }) };

export const proposalRoutes = {
  listProposals: row({
    method: 'GET',
    path: '/proposals',
    function: 'supervision',
    access: 'signed-in',
    zh: '待确认的修改',
    en: 'What is proposed and not decided yet, as far as it concerns your region',
    query: z.strictObject({ kind: proposalKind.optional() }),
    reply: z.object({
      proposals: z.array(
        openProposal.omit({ change: true, differences: true, isStale: true }).extend({ kind: proposalKind }),
      ),
    }),
    refusals: ['not-allowed'],
  }),
  getProposal: row({
    method: 'GET',
    path: '/proposals/{kind}/{subject}',
    function: 'supervision',
    access: 'signed-in',
    zh: '一项待确认的修改',
    en: 'One proposal with every difference',
    params,
    reply: openProposal,
    refusals: ['not-allowed', 'not-found'],
  }),
  approveProposal: row({
    method: 'POST',
    path: '/proposals/{kind}/{subject}/approve',
    function: 'supervision',
    access: 'signed-in',
    zh: '确认他人提出的修改',
    en: 'Approve what somebody else proposed; it holds from its day on, a minute later at the latest',
    params,
    body: z.strictObject(naming),
    reply: z.object({ subject: z.string(), versions: z.record(z.string(), z.int()), validFrom: civilDate }),
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version'],
  }),
  withdrawProposal: row({
    method: 'POST',
    path: '/proposals/{kind}/{subject}/withdraw',
    function: 'supervision',
    access: 'signed-in',
    zh: '撤回或退回修改',
    en: 'Take a proposal back, or turn it down; nothing changes',
    params,
    body: z.strictObject(naming),
    reply: z.object({ subject: z.string() }),
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
  }),
};
