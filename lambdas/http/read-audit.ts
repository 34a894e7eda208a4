/** GET /audit, GET /me/disclosures: what was written down about who saw and did what. */
import { privacyRoutes } from '../../contract/routes/privacy.ts';
import { mayReadAudit } from '../../domain/access.ts';
import { auditActor, type AuditEvent, auditNames, purposes } from '../../domain/audit.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import * as audit from '../../store/audit.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';

const entryOf = (event: AuditEvent) => ({
  kind: event.kind,
  ...auditNames[event.kind],
  at: event.at,
  ...('purpose' in event ? { purpose: purposes[event.purpose], fields: event.fields } : {}),
  ...('ticketId' in event && event.ticketId !== undefined ? { ticketId: event.ticketId } : {}),
});

export const readAudit = operation(
  privacyRoutes.readAudit,
  async ({ query: { date, kind, after, limit }, caller, now }) => {
    if (!mayReadAudit(caller))
      return refuse('not-allowed', {
        zh: '只有市级审计员可以查阅审计。',
        en: 'Only auditors of the city read the audit.',
      });
    const entries = [];
    let [seen, more] = [0, false];
    for await (const event of audit.auditOf(date)) {
      if (kind !== undefined && event.kind !== kind) continue;
      seen += 1;
      if (seen <= after) continue;
      if (entries.length === limit) {
        more = true;
        break;
      }
      const { chain, sequence, actor, at: _at, kind: _kind, ...data } = event;
      entries.push({ ...entryOf(event), chain, sequence, actor: { ...actor }, data });
    }
    await audit.record({ kind: 'audit-read', date }, { actor: auditActor(caller), now });
    return { date, entries, more };
  },
);

/** The resident learns which office, not which person. */
export const listDisclosures = operation(
  privacyRoutes.listDisclosures,
  async ({ query, caller: { residentId, earlierFiles } }) => {
    if (residentId === null) return { disclosures: [], cursor: null };
    const found = await audit.disclosures([residentId, ...earlierFiles], query);
    if (isRefusal(found)) return found;
    const disclosures = await Promise.all(
      found.rows.map(async ({ event, reason }) => {
        const { role, officeId } = event.actor;
        const office = officeId === undefined ? undefined : await content.office(officeId);
        return {
          ...entryOf(event),
          by: {
            role,
            ...(officeId ? { officeId } : {}),
            ...(office ? { office: { zh: office.zh, en: office.en } } : {}),
          },
          ...(reason === undefined ? {} : { reason }),
        };
      }),
    );
    return { disclosures, cursor: found.cursor };
  },
);
