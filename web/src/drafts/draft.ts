/** A request that is being filled in. It lies on this device only, until it is sent. */
import type { Item } from '../../../domain/catalogue.ts';

export type Answers = Readonly<Record<string, unknown>>;

export type Draft = {
  /** Also the Idempotency-Key: however often it is sent, it is filed once. */
  readonly id: string;
  /** Who fills it in. Nobody else who signs in on this device sees it. */
  readonly ownerId: string;
  /** The item as it was when the draft was begun, so that it can be filled in without a connection. */
  readonly item: Item;
  readonly communityCode: string;
  readonly answers: Answers;
  /** The resident chose to write the applicant's data anew instead of taking those of the file. */
  readonly writesApplicant: boolean;
  readonly anonymous: boolean;
  readonly mandate?: { readonly id: string; readonly principal: string; readonly relation: string };
  /** Where the resident stopped. */
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** `sending`: handed over, and kept until the service has answered. It cannot be changed meanwhile. */
  readonly state: 'editing' | 'sending';
};

/** Milliseconds after which a draft that nobody touched is forgotten: 30 days. */
export const lifetime = 30 * 24 * 3_600_000;
