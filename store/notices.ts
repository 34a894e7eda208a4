/** Messages to residents inside the product. Nothing personal is in their text. */
import type { Refusal } from '../domain/refusal.ts';
import { DAY, type Instant, later } from '../domain/time.ts';
import { chosenRetention } from './client.ts';
import { expiryOf } from './expiry.ts';
import { keyOf, partition, prefix } from './keys.ts';
import { type Page, type PageRequest, pageThrough } from './query.ts';
import { absent, put, type Write, write } from './table.ts';

/**
 * `sequence` and `at` are those of the event that the notice tells of: one event, one notice. A notice about the
 * resident's file has neither ticket nor reference, and the sequence 0.
 */
export type Notice = {
  residentId: string;
  ticketId: string | null;
  sequence: number;
  at: Instant;
  reference: string | null;
  zh: string;
  en: string;
  /** It tells that this generation is done, and can be rated. */
  rates?: number;
};

/** Its condition does not hold when the resident already has the notice of this event. */
export const noticeWrite = (notice: Notice): Write => {
  const { residentId, at, ticketId, sequence } = notice;
  const expiresAt = expiryOf(later(at, chosenRetention().notices * DAY));
  return put({ ...keyOf.notice(residentId, at, ticketId, sequence), kind: 'notice', notice, expiresAt }, absent);
};

/** False when the resident already has the notice of this event. */
export const putNotice = (notice: Notice): Promise<boolean> => write(noticeWrite(notice));

/** Newest first, file by file. */
export const listNotices = async (
  residentIds: readonly string[],
  request: PageRequest,
): Promise<Page<Notice> | Refusal> => {
  const found = await pageThrough<{ notice: Notice }>(
    residentIds.map((id) => ({
      partition: partition.person(id),
      sort: { beginsWith: prefix.notice },
      newestFirst: true,
    })),
    request,
  );
  return 'refused' in found ? found : { ...found, rows: found.rows.map(({ notice }) => notice) };
};
