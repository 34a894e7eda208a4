/** Whoever is turned away is written to the audit: the operation, what was asked for by id, and nothing that was typed. */
import { auditActor } from '../../domain/audit.ts';
import type { Refusal, RefusalKind } from '../../domain/refusal.ts';
import { epochMs, type Instant, MINUTE } from '../../domain/time.ts';
import { record } from '../../store/audit.ts';
import * as log from './log.ts';

const denials: ReadonlySet<RefusalKind> = new Set(['not-allowed', 'own-case', 'not-found']);
/** So many a minute are written one by one for each caller; a flood must not become a flood of writes. */
const perMinute = 10;

/** Whoever was turned away: somebody we know, or an account that is nobody here (any more). */
type Denied = Parameters<typeof auditActor>[0];
export const nobody = (id: string): Denied => ({ id, role: 'nobody', officeId: null, deputyOf: null });

type Tally = { minute: number; written: number; more: number };
const tallies = new Map<string, Tally>();
/** Callers that are remembered at once in this copy of the function. */
const remembered = 1_000;

const tallyOf = (callerId: string, minute: number): Tally => {
  const known = tallies.get(callerId);
  if (known?.minute === minute) return known;
  if (tallies.size >= remembered) tallies.clear();
  const fresh = { minute, written: 0, more: known?.more ?? 0 };
  tallies.set(callerId, fresh);
  return fresh;
};

/** Never in the way of the answer: what cannot be written is logged and counted by the alarm on errors. */
export const noteDenial = async (
  { refused }: Refusal,
  { caller, operation, target, now }: { caller: Denied; operation: string; target: string | undefined; now: Instant },
): Promise<void> => {
  if (!denials.has(refused)) return;
  const tally = tallyOf(caller.id, Math.floor(epochMs(now) / MINUTE));
  if (tally.written >= perMinute) {
    tally.more += 1;
    return;
  }
  tally.written += 1;
  const { more } = tally;
  tally.more = 0;
  try {
    await record(
      { kind: 'denied', operation, refused, ...(target ? { target } : {}), ...(more > 0 ? { more } : {}) },
      { actor: auditActor(caller), now },
    );
  } catch (error) {
    log.error('audit', error, { operation });
  }
};
