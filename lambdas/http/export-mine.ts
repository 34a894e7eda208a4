/** GET /me/export: everything that is held about the caller (个人信息保护法 45). */
import { routes } from '../../contract/routes.ts';
import { auditActor } from '../../domain/audit.ts';
import { eventNames } from '../../domain/ticket/event-names.ts';
import { states } from '../../domain/ticket/state.ts';
import { refuse } from '../../domain/refusal.ts';
import * as audit from '../../store/audit.ts';
import { careHistory } from '../../store/care.ts';
import * as mandates from '../../store/mandates.ts';
import { listNotices } from '../../store/notices.ts';
import * as people from '../../store/people.ts';
import { everyPage } from '../../store/query.ts';
import * as lists from '../../store/ticket-lists.ts';
import { operation } from '../edge/http.ts';

export const exportMine = operation(routes.exportMine, async ({ caller, now }) => {
  const file = caller.residentId === null ? undefined : await people.resident(caller.residentId);
  if (!file) return refuse('not-allowed', { zh: '您没有居民档案。', en: 'There is no resident file of yours.' });
  const files = [file.id, ...caller.earlierFiles];
  const [fields, tickets, notices, disclosures, granted, held] = await Promise.all([
    people.openFields(file),
    everyPage((request) => lists.mine(files, request)),
    everyPage((request) => listNotices(files, request)),
    everyPage((request) => audit.disclosures(files, request)),
    mandates.granted(file.id),
    mandates.held(file.id),
  ]);
  const histories = [];
  for (const ticket of tickets) {
    const events = await lists.events(ticket.id, ticket);
    histories.push({
      id: ticket.id,
      reference: ticket.reference,
      itemId: ticket.itemId,
      state: states[ticket.state],
      filedAt: ticket.filedAt,
      events: events.map(({ event: { type, at }, words }) => ({
        type,
        ...eventNames[type],
        at,
        ...(words ? { words } : {}),
      })),
    });
  }
  const care = await careHistory(file.id, { withWords: true });
  await audit.record(
    { kind: 'export', what: 'me', rows: histories.length, residentId: file.id },
    { actor: auditActor(caller), now },
  );
  return {
    exportedAt: now,
    file: {
      id: file.id,
      ...fields,
      communityCode: file.communityCode,
      tags: file.tags,
      verified: file.verified,
      openedAt: file.openedAt,
    },
    tickets: histories,
    notices,
    mandates: { granted, held },
    care: care.map(({ event: { type, at, ...event }, words }) => ({
      type,
      at,
      officeId: event.actor.officeId ?? null,
      ...(words ? { words } : {}),
    })),
    disclosures: disclosures.map(({ event: { kind, at, actor }, reason }) => ({
      kind,
      at,
      officeId: actor.officeId ?? null,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
});
