/**
 * A change of the catalogue, of offices or of the rules of clocks: proposed by one person with a reason, approved by
 * another, and only then in force. One proposal for one subject at a time.
 */
import * as z from 'zod';
import { type Caller, mayApprove } from './access.ts';
import { item } from './catalogue.ts';
import { officeChange } from './office-change.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type RegionCode, regionCode } from './region.ts';
import { districtLimits } from './ticket/district-rules.ts';
import { changeableRules } from './ticket/rules.ts';
import { type CivilDate, civilDate, instant } from './time.ts';

export const proposalKinds = ['item', 'office', 'rules', 'district-rules'] as const;
export type ProposalKind = (typeof proposalKinds)[number];
export const proposalKind = z.enum(proposalKinds);

/** Where a matter that would find no office, or several, may go: nowhere, or to the people who route by hand (待派单). */
export const unroutedTo = z.enum(['refuse', 'human-queue']);

export const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), item }),
  z.strictObject({ kind: z.literal('office'), change: officeChange, unrouted: unroutedTo }),
  z.strictObject({ kind: z.literal('rules'), rules: changeableRules }),
  z.strictObject({ kind: z.literal('district-rules'), district: regionCode, limits: districtLimits }),
]);
export type Change = z.infer<typeof change>;
export type ChangeOf<Kind extends ProposalKind> = Extract<Change, { kind: Kind }>;

export const proposal = z.object({
  id: z.string(),
  /** Id of the item or office; `city` for the rules, the code of the district for its own. */
  subject: z.string(),
  /** Versions of what it changes, as the proposer saw them; 0 for what is new. */
  base: z.record(z.string(), z.int().min(0)),
  validFrom: civilDate,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  change,
});
export type Proposal = Readonly<z.infer<typeof proposal>>;

export const reason = z.string().trim().min(4).max(500);

/** Rules hold for the whole city: there is one set of them. */
export const rulesSubject = 'city';

/** A version begins today or later: what happened happened under the former one. */
export const objectionToStart = (validFrom: CivilDate, today: CivilDate): Refusal | null =>
  validFrom >= today
    ? null
    : refuse('invalid', {}, [
        {
          path: 'validFrom',
          code: 'past',
          zh: '生效日期不能早于今天',
          en: 'begins today or later',
          seen: validFrom,
        },
      ]);

/** Why this person does not approve it, or null. */
export const objectionToApproving = (
  { proposedBy, change }: Proposal,
  caller: Caller,
  places: readonly RegionCode[],
): Refusal | null => {
  if (!mayApprove(caller, change.kind, places))
    return refuse('not-allowed', {
      zh: '只能由所涉全部区域的另一名管理员或督办员确认。',
      en: 'Only another administrator or a supervisor over every region concerned can approve this.',
    });
  return proposedBy === caller.id
    ? refuse('own-case', { zh: '提出人不能确认自己的修改。', en: 'Whoever proposed it cannot approve it.' })
    : null;
};
