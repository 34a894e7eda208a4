/** For whom something is filed at the desk. */
import type { Resident } from '../api.ts';

export type DeskChannel = 'counter' | 'hotline' | 'home-visit';

export type Applicant =
  | { readonly kind: 'resident'; readonly resident: Resident }
  /** No file under the number: the ID number in the form opens one. */
  | { readonly kind: 'unknown'; readonly known?: KnownNumber };

/** The number that was looked for: it need not be typed again. */
export type KnownNumber = { readonly by: 'phone' | 'id-card'; readonly value: string };
