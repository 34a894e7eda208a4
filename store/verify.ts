/** Are all histories whole? Reads the whole table and every anchor: for the console only. */
import { type Anchor, anchors } from './anchors.ts';
import type { Instant } from '../domain/time.ts';
import { auditChain, type AuditHeadRow } from './audit.ts';
import { careHistory, type CareRow } from './care.ts';
import { type ChainFault, type Head, type Linked, verifyAnchor, verifyChain } from './chain.ts';
import { chosenRetention, tableName } from './client.ts';
import { pastOf, type Restore } from './restores.ts';
import { auditEnded } from './retention.ts';
import { scan } from './scan.ts';
import { events } from './ticket-lists.ts';
import type { SnapshotRow } from './ticket-rows.ts';

export type Broken = ChainFault & { chain: string };
/** `superseded`: anchors of what came after the moments to which the table was restored; they are not compared. */
export type Verification = {
  chains: number;
  events: number;
  anchors: number;
  superseded: number;
  restores: Restore[];
  broken: Broken[];
};

/** The newest anchor of each chain: what it holds was whole then, so the newest says all. */
const newestAnchors = async () => {
  const byChain = new Map<string, Anchor>();
  const { restores, has } = await pastOf(tableName());
  let [count, superseded] = [0, 0];
  for await (const anchor of anchors()) {
    if (!has(anchor)) {
      superseded += 1;
      continue;
    }
    count += 1;
    const known = byChain.get(anchor.chain);
    if (!known || anchor.sequence >= known.sequence) byChain.set(anchor.chain, anchor);
  }
  return { count, superseded, restores, byChain };
};

/** Checks every ticket's history, that of the care for each resident and every chain of the audit by itself, against its head, and against its anchor. */
export const verifyAll = async (now: Instant): Promise<Verification> => {
  const { count, superseded, restores, byChain } = await newestAnchors();
  const result: Verification = { chains: 0, events: 0, anchors: count, superseded, restores, broken: [] };
  const check = (chain: string, history: readonly Linked<{ sequence: number }>[], head: Head) => {
    result.chains += 1;
    result.events += history.length;
    const anchored = byChain.get(chain);
    byChain.delete(chain);
    const fault = verifyChain(history, head) ?? (anchored ? verifyAnchor(history, anchored) : null);
    if (fault) result.broken.push({ chain, ...fault });
  };
  const filter = {
    text: '#kind = :ticket OR #kind = :head OR #kind = :care',
    names: { '#kind': 'kind' },
    values: { ':ticket': 'ticket', ':head': 'audit-head', ':care': 'care' },
  };
  for await (const row of scan<SnapshotRow | AuditHeadRow | CareRow>(filter)) {
    if (row.kind === 'audit-head') check(`audit ${row.chain}`, await auditChain(row.chain), row);
    else if (row.kind === 'care') {
      const { residentId, version: sequence } = row.care;
      check(`care ${residentId}`, await careHistory(residentId), { sequence, head: row.head });
    } else
      check(`ticket ${row.ticket.id}`, await events(row.ticket.id), { sequence: row.ticket.sequence, head: row.head });
  }
  // What was anchored and is not there at all, unless its time is over.
  const ended = `audit ${auditEnded(chosenRetention(), now)}#~`;
  for (const { chain } of byChain.values())
    if (!(chain.startsWith('audit ') && chain < ended)) result.broken.push({ chain, kind: 'truncated', sequence: 1 });
  return result;
};
