/** A page: its title in the tab and as its heading, to which the focus moves when the page changes. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n/i18n.ts';
import { Icon } from './icon.tsx';

/** The first page keeps the browser's own focus; later ones are announced by their heading. */
let pagesShown = 0;

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where the way back leads. */
  readonly back?: { readonly to: string; readonly label: string };
  /** Changes when the content is another page to the reader although the address has the same shape. */
  readonly focusKey?: string;
  readonly children?: ReactNode;
};

export const Page = ({ title, lead, back, focusKey = title, children }: PageProps) => {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [focusKey]);
  return (
    <div className="page">
      {back && (
        <Link href={back.to} className="back">
          <Icon name="back" /> {back.label}
        </Link>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
};
