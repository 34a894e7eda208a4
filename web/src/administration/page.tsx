/** A page of the administration: its title in the tab and as its heading, to which the focus moves. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useAdministrationWords } from './words.ts';

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where the way back leads. */
  readonly back?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
};

export const Page = ({ title, lead, back, children }: PageProps) => {
  const { w } = useAdministrationWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${w.title}`;
  }, [title, w]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="ad-page">
      {back && (
        <p className="no-print">
          <Link href={back.to}>{back.label}</Link>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="hint">{lead}</p>}
      {children}
    </div>
  );
};
