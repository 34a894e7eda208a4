/** A number that leads to the very tickets behind it. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CivilDate } from '../../../../domain/time.ts';

export type Behind = {
  readonly region: string;
  /** One or more numbers as `counts` calls them; the page offers one list for each. */
  readonly facts: readonly string[];
  readonly cell?: string | undefined;
  readonly from: CivilDate;
  readonly to: CivilDate;
};

export const casesPath = ({ region, facts, cell, from, to }: Behind): string =>
  `/supervision/numbers/${region}/tickets?${new URLSearchParams({
    facts: facts.join(','),
    ...(cell ? { cell } : {}),
    from,
    to,
  })}`;

/** Of none there is nothing to show. */
export const CasesLink = ({ behind, n, children }: { behind: Behind; n?: number | null; children: ReactNode }) =>
  n === 0 ? <>{children}</> : <Link href={casesPath(behind)}>{children}</Link>;
