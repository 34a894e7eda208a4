/** What stands around every page of staff: the places of their part, keys, help, language, and the way out. */
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { OfflineBar } from '../app/bars.tsx';
import { switchLanguage } from '../i18n/i18n.ts';
import { KeyList, type KeyRow } from './key-list.tsx';
import { type Keys, useKeys } from './keys.ts';
import { useStaffWords } from './words.ts';

export type ShellPlace = { readonly to: string; readonly name: string; readonly key: string };

type ShellProps = {
  readonly title: string;
  /** Name of the menu, for screen readers. */
  readonly menu: string;
  /** The first page; the others stand below it. */
  readonly home: string;
  readonly places: readonly ShellPlace[];
  /** Keys of this part beside those of its places. */
  readonly keyRows: readonly KeyRow[];
  readonly keys?: Keys;
  readonly find?: ReactNode;
  readonly children: ReactNode;
};

export const Shell = ({ title, menu, home, places, keyRows, keys = {}, find, children }: ShellProps) => {
  const { w, t, language } = useStaffWords();
  const [place, go] = useLocation();
  const [showsKeys, setShowsKeys] = useState(false);
  useKeys({
    '?': () => setShowsKeys(true),
    ...keys,
    ...Object.fromEntries(places.map(({ key, to }) => [key, () => go(to)])),
  });
  const other = language === 'zh' ? 'en' : 'zh';
  const isHere = (to: string): boolean => place === to || (to !== home && place.startsWith(`${to}/`));
  return (
    <div className="wb">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header className="wb-head no-print">
        <Link href={home} className="wb-brand">
          <img src="/icon.svg" alt="" width="28" height="28" /> {t('app.name')} · {title}
        </Link>
        <nav className="wb-nav" aria-label={menu}>
          {places.map(({ to, name, key }) => (
            <Link key={to} href={to} aria-current={isHere(to) ? 'page' : undefined} aria-keyshortcuts={key}>
              {name} <kbd aria-hidden="true">{key}</kbd>
            </Link>
          ))}
        </nav>
        {find}
        <div className="wb-tools">
          <button type="button" onClick={() => setShowsKeys(true)}>
            {w.keys} <kbd aria-hidden="true">?</kbd>
          </button>
          <Link href={`${home}/help`}>{w.help}</Link>
          <Link href="/">{w.residents}</Link>
          <button type="button" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void switchLanguage(other)}>
            {w.otherLanguage}
          </button>
          <Link href="/sign-out">{w.signOut}</Link>
        </div>
      </header>
      <OfflineBar />
      {showsKeys && (
        <KeyList
          rows={[
            ...keyRows,
            ...places.map(({ key, name }) => ({ keys: key, what: name })),
            { keys: '?', what: w.keyList.help },
          ]}
          close={() => setShowsKeys(false)}
        />
      )}
      <main id="main" className="wb-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
