/**
 * Measures one sweep over many open clocks: `npm run bench:sweep [-- <open> <due>]`, 100,000 and 5,000 where nothing is
 * said. Writes the tickets into a fresh engine first, which takes most of the time. Prints what was read and how long
 * it took.
 */
import { createQueuePair, startEngines } from '../test/support/engines.ts';
import { countReads, type Line, sweep, writeContent, writeTickets } from '../test/support/open-clocks.ts';

const [open, due] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 5_000)];
if (!Number.isInteger(open) || !Number.isInteger(due) || due < 1 || due > open) {
  console.error(
    `Usage: npm run bench:sweep -- <open> <due>，due ≤ open，得到 seen: ${process.argv.slice(2).join(' ')}`,
  );
  process.exit(2);
}

const engines = await startEngines();
try {
  await createQueuePair('clocks');
  await writeContent();
  const writing = performance.now();
  await writeTickets(due, '2026-03-02T09:00:00.000+08:00');
  await writeTickets(open - due, '2026-03-03T17:31:00.000+08:00');
  const written = performance.now();
  let line: Line | undefined;
  const reads = await countReads(async () => {
    line = await sweep('2026-03-03T17:00:00.000+08:00');
  });
  const swept = performance.now();
  console.log(
    JSON.stringify({
      open,
      due,
      writeMs: Math.round(written - writing),
      sweepMs: Math.round(swept - written),
      ...reads,
      ...line,
    }),
  );
} finally {
  await engines.stop();
}
