/** What every kind of field gets. */
import type { Field } from '../../../../../domain/field.ts';
import type { KeptPaper } from '../../../api/known.ts';
import type { UploadTarget } from '../../../papers/upload.ts';

export type InputProps<F extends Field = Field> = {
  readonly field: F;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly invalid: boolean;
  /** Ids of the elements that describe it. */
  readonly describedBy: string | undefined;
  /** The heading of the page is its label. */
  readonly alone: boolean;
  readonly communityCode?: string | undefined;
  /** What a paper is uploaded for. */
  readonly uploadFor: UploadTarget;
  /** Papers of the file that would do, and what happens when one is taken. */
  readonly kept?: readonly KeptPaper[];
  /** What is said where a clerk taps for the resident: that they consent, that the original was shown. */
  readonly atDesk?: { readonly consent: string; readonly onPaper: string };
  /** Nothing to be shown on paper instead. */
  readonly uploadsOnly?: boolean;
  readonly onReuse?: (id: string, value: readonly string[]) => void;
};
