/** What is wider than a phone is pushed sideways, with a finger or the arrow keys. */
import type { ReactNode } from 'react';

export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="sv-scroll" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
