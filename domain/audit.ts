/**
 * What is written down beside the tickets' own histories: who looked at what, took what out, was turned away, or changed
 * who may do what (个人信息保护法 54, 55; 网络安全法 21). Identifiers only; a typed reason lies sealed beside the event.
 */
import * as z from 'zod';
import { instant } from './time.ts';

const id = z.string().min(1).max(64);

/** Why somebody looks at what is masked. */
export const purposes = {
  identity: { zh: '核对身份', en: 'to compare with an identity card' },
  contact: { zh: '联系本人', en: 'to reach the person' },
  decision: { zh: '办理和决定', en: 'to decide the matter' },
  correction: { zh: '更正资料', en: 'to correct the file' },
  emergency: { zh: '紧急救助', en: 'help in an emergency' },
} as const;
export type Purpose = keyof typeof purposes;
export const purpose = z.enum(Object.keys(purposes) as [Purpose, ...Purpose[]]);

/** Personal fields, by the name that a file or a form has for them. */
const fields = z.array(z.string().min(1).max(64)).min(1).max(40);

const bodies = [
  /** Personal values were shown in full to staff. */
  z.object({ kind: z.literal('reveal'), residentId: id, ticketId: id.optional(), fields, purpose }),
  /** Staff looked for a resident by an exact number; nobody's number is written down. */
  z.object({ kind: z.literal('search'), by: z.enum(['id-card', 'phone']), residentId: id.nullable() }),
  /** Data left the system. `what`: me, tickets, numbers … */
  z.object({
    kind: z.literal('export'),
    what: z.string().max(64),
    rows: z.int().optional(),
    residentId: id.optional(),
  }),
  /** Staff read a list of the people whom their station cares for. */
  z.object({ kind: z.literal('care-listed'), officeId: id, list: z.string().max(20), rows: z.int() }),
  /** Staff read what was recorded of the care for a resident. */
  z.object({ kind: z.literal('care-opened'), residentId: id }),
  /** A paper was opened. */
  z.object({ kind: z.literal('paper-opened'), residentId: id, ticketId: id, paperId: id }),
  /** Staff or an agent asked what a resident's file knows of a form, and which papers it has for it. */
  z.object({ kind: z.literal('file-read'), residentId: id, itemId: id }),
  /** They used papers of the file again, with the resident's consent. */
  z.object({ kind: z.literal('paper-reused'), residentId: id, ticketId: id, paperIds: z.array(id).min(1).max(40) }),
  /** Staff changed the file at the resident's word. */
  z.object({ kind: z.literal('file-changed'), residentId: id, ticketId: id, fields }),
  /** Somebody was refused what is not theirs. `more`: as many before it were not written one by one. */
  z.object({
    kind: z.literal('denied'),
    operation: z.string().max(120),
    target: z.string().max(120).optional(),
    refused: z.string().max(40),
    more: z.int().optional(),
  }),
  /** Filing in somebody's name. */
  z.object({ kind: z.literal('mandate-used'), residentId: id, mandateId: id, ticketId: id }),
  /** Somebody may act for a resident, or may no longer. `basis`: the paper that a station had in hand. */
  z.object({ kind: z.literal('mandate-given'), residentId: id, mandateId: id, agentId: id, basis: id.optional() }),
  z.object({ kind: z.literal('mandate-ended'), residentId: id, mandateId: id, agentId: id }),
  /** Who may do what was changed. */
  z.object({ kind: z.literal('staff-changed'), personId: id, was: z.unknown(), is: z.unknown() }),
  /** Somebody's identity card was compared with the person. */
  z.object({ kind: z.literal('verified'), residentId: id }),
  /** A step on the way to erasing a person. */
  z.object({
    kind: z.literal('erasure'),
    residentId: id,
    basis: z.enum(['request', 'death', 'order']),
    step: z.enum(['proposed', 'waiting', 'postponed', 'closing', 'restricted', 'erased', 'withdrawn']),
  }),
  /** Catalogue, offices or rules: proposed by one person, approved by another, or withdrawn. `what`: kind/subject. */
  z.object({
    kind: z.literal('content-changed'),
    step: z.enum(['proposed', 'approved', 'withdrawn']),
    what: z.string().max(100),
    proposalId: id,
    versions: z.record(z.string(), z.int()),
  }),
  /** Somebody read the audit itself. */
  z.object({ kind: z.literal('audit-read'), date: z.string().max(10) }),
] as const;

export const auditBody = z.discriminatedUnion('kind', bodies);
export type AuditBody = z.infer<typeof auditBody>;
export type AuditKind = AuditBody['kind'];
export const auditKinds = bodies.map(({ shape }) => shape.kind.value) as [AuditKind, ...AuditKind[]];

export const auditNames: Readonly<Record<AuditKind, { zh: string; en: string }>> = {
  reveal: { zh: '查看完整个人信息', en: 'Personal data shown in full' },
  search: { zh: '按号码查找居民', en: 'Looked for a resident by number' },
  export: { zh: '导出数据', en: 'Data exported' },
  'care-listed': { zh: '查看关爱名单', en: 'Care list read' },
  'care-opened': { zh: '查看关爱记录', en: 'Care record opened' },
  'paper-opened': { zh: '打开材料', en: 'Paper opened' },
  'file-read': { zh: '办理时查看已有资料', en: 'Looked at what the file has for a request' },
  'paper-reused': { zh: '再次使用材料', en: 'Papers used again' },
  'file-changed': { zh: '更改居民资料', en: 'File changed' },
  denied: { zh: '被拒绝的访问', en: 'Access denied' },
  'mandate-used': { zh: '使用委托', en: 'Mandate used' },
  'mandate-given': { zh: '登记委托或监护', en: 'Mandate given' },
  'mandate-ended': { zh: '委托终止', en: 'Mandate ended' },
  'staff-changed': { zh: '人员权限变更', en: 'Staff changed' },
  verified: { zh: '核验身份', en: 'Identity verified' },
  erasure: { zh: '删除个人资料', en: 'Erasing personal data' },
  'content-changed': { zh: '目录、单位、时限变更', en: 'Catalogue, offices or limits changed' },
  'audit-read': { zh: '查阅审计', en: 'Audit read' },
};

/** As an event names whoever calls. */
export const auditActor = ({
  id,
  role,
  officeId,
  deputyOf,
}: {
  id: string;
  role: string;
  officeId: string | null;
  deputyOf: string | null;
}): AuditActor => ({
  id,
  role,
  ...(officeId === null ? {} : { officeId }),
  ...(deputyOf === null ? {} : { deputyOf }),
});

/** Who did it. `deputyOf`: for whom they stood in. */
export type AuditActor = { id: string; role: string; officeId?: string; deputyOf?: string };

/** One entry of a chain: `chain` is its day and shard, `sequence` counts from 1. */
export type AuditEvent = AuditBody & {
  chain: string;
  sequence: number;
  at: z.infer<typeof instant>;
  actor: AuditActor;
};
