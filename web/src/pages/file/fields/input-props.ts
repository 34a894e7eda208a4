/** What every kind of field gets. */
import type { Field } from '../../../../../domain/field.ts';

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
  readonly uploadFor: { readonly itemId: string; readonly mandateId?: string };
};
