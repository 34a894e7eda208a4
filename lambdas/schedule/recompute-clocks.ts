/**
 * What a newly published calendar year has ordered: walks all tickets with open clocks, oldest first, and sends those
 * whose clocks move to the queue `clocks`. Batches are sent before it is written down how far the walk has come, and a
 * pass that found something is followed by another, until one finds nothing: no crash and no lost message leaves a
 * ticket out. Two runs at once only send twice.
 */
import { recompute } from '../../domain/ticket/recompute.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { sendAll } from '../../store/queues.ts';
import { openRecomputations, openTickets, type Recomputation, saveRecomputation } from '../../store/recomputations.ts';
import { reckoningSince } from '../context.ts';

const batch = 100;
/** So many tickets are looked at in one run, well within its 55 seconds; the next minute goes on. */
const perRun = 10_000;

const nextPass = (job: Recomputation, now: Instant): Recomputation =>
  job.found === 0 ? { ...job, cursor: null, finishedAt: now } : { ...job, cursor: null, pass: job.pass + 1, found: 0 };

/** Oldest order first; the next one begins when it is finished. */
export const recomputeClocks = async (now: Instant): Promise<{ recomputing?: number; pass?: number }> => {
  const [ordered] = await openRecomputations(now);
  if (!ordered) return {};
  const { year, version, pass } = ordered;
  const reckoning = await reckoningSince(year, version, dateOf(now));
  let job = ordered;
  for (let seen = 0; seen < perRun && job.pass === pass && job.finishedAt === undefined; seen += batch) {
    const { tickets, cursor } = await openTickets(job.cursor, batch);
    const moving = tickets.filter((ticket) => recompute(ticket, reckoning).length > 0);
    await sendAll(moving.map(({ id }) => ({ queue: 'clocks', body: { ticketId: id, recompute: { year, version } } })));
    const { length } = moving;
    const walked = { ...job, found: job.found + length, total: job.total + (pass === 1 ? length : 0) };
    const after = cursor === null ? nextPass(walked, now) : { ...walked, cursor };
    if (!(await saveRecomputation(job, after))) break;
    job = after;
  }
  return { recomputing: job.found, pass };
};
