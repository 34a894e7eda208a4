/**
 * SQS `papers`: a file has come. It is looked into, and either kept under the digest of what was seen, or refused.
 *
 * A malware scanner belongs here: one more look at `bytes` between `judge` and `keepChecked`, with a fault of its own
 * in domain/paper.ts. None is built in, so `checked` means: of a kind that runs nothing, whole, and unchanged since.
 */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { uploadMessage } from '../../contract/messages.ts';
import { judge, largest, type Paper } from '../../domain/paper.ts';
import type { Instant } from '../../domain/time.ts';
import * as files from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import * as log from '../edge/log.ts';
import { consume } from '../edge/queue.ts';

const look = async (bytes: Uint8Array) => ({
  contentType: (await fileTypeFromBuffer(bytes))?.mime,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Keeps the file before it says so: whoever reads `checked` finds it, whatever ends this in between. */
const settle = async (paper: Paper, now: Instant): Promise<void> => {
  const bytes = await files.readIncoming(paper.id);
  const verdict = bytes
    ? judge(paper.announced, await look(bytes))
    : judge(paper.announced, { contentType: undefined, bytes: largest.bytes + 1, sha256: '' });
  if ('fault' in verdict || !bytes) {
    if ('fault' in verdict) await papers.markRefused(paper, verdict.fault);
    log.info('paper', { state: 'refused', fault: 'fault' in verdict ? verdict.fault : null });
    return;
  }
  await files.keepChecked(paper.id, verdict.file, bytes);
  const isOurs = await papers.markChecked(paper.id, verdict.file, now);
  // Two uploads under one form can be looked into at once: what lost is not kept, unless it is the same file.
  if (!isOurs && (await papers.load(paper.id))?.file?.sha256 !== verdict.file.sha256)
    await files.dropChecked(paper.id, verdict.file.sha256);
  log.info('paper', { state: 'checked', contentType: verdict.file.contentType, bytes: verdict.file.bytes });
};

export const handler = consume(uploadMessage, async ({ body: { Records }, now }) => {
  for (const { s3 } of Records) {
    const id = files.paperOfKey(s3.object.key);
    if (id === undefined) continue;
    const paper = await papers.load(id);
    if (paper?.state === 'awaited') await settle(paper, now);
    await files.dropIncoming(id);
  }
});
