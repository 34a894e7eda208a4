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
  /** Fields that the resident's file knew when it was looked at last, and those of them that are written anew. */
  readonly known: readonly string[];
  readonly changed: readonly string[];
  /** Fields whose answers the resident wants in their file. */
  readonly keep: readonly string[];
  /** Papers of the file that may be used again, by the resident's consent; the others of them stand in no field. */
  readonly reuse: readonly string[];
  readonly beside: readonly string[];
  readonly anonymous: boolean;
  readonly mandate?: { readonly id: string; readonly principal: string; readonly relation: string };
  /** Where the resident stopped. */
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** `sending`: handed over, and kept until the service has answered. It cannot be changed meanwhile. */
  readonly state: 'editing' | 'sending';
};

/** Does the file answer it, so that it is not asked? Without a name nothing of the file is used, nor asked of the person. */
export const isFromFile = (
  { known, changed, anonymous }: Draft,
  { id, prefill }: { readonly id: string; readonly prefill?: string | undefined },
): boolean => prefill !== undefined && (anonymous || (known.includes(id) && !changed.includes(id)));

/** Milliseconds after which a draft that nobody touched is forgotten: 30 days. */
export const lifetime = 30 * 24 * 3_600_000;
