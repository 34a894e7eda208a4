/** The address that a receipt carries. What stands behind `#` stays in the browser: no server and no log ever sees it. */
import { asWritten } from '../../../../domain/ids.ts';

export const progressLink = (origin: string, reference: string, secret: string): string =>
  `${origin}/progress#${reference}.${secret}`;

/** What the address of this page carried. It is taken out of the address and of the browser's history. */
export const takeLinked = (): { reference: string; secret: string } | null => {
  const { hash, pathname } = window.location;
  if (hash === '') return null;
  window.history.replaceState(window.history.state, '', pathname);
  const [reference = '', secret = ''] = hash.slice(1).split('.');
  return { reference: asWritten(reference), secret: asWritten(secret) };
};
