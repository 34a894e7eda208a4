/** What stands around every page of the workbench: the places, finding, keys, language, and the way to one's own requests. */
import { type ReactNode, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { OfflineBar } from '../app/bars.tsx';
import { switchLanguage } from '../i18n/i18n.ts';
import { Find } from './find.tsx';
import { KeyList } from './key-list.tsx';
import { useKeys } from './keys.ts';
import { places } from './places.ts';
import { useStaffWords } from './words.ts';

export const Frame = ({ children }: { children: ReactNode }) => {
  const { w, t, language } = useStaffWords();
  const [place, go] = useLocation();
  const [showsKeys, setShowsKeys] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  useKeys({
    '?': () => setShowsKeys(true),
    '/': () => find.current?.focus(),
    ...Object.fromEntries(places.map(({ key, to }) => [key, () => go(to)])),
  });
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <div className="wb">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header className="wb-head no-print">
        <Link href="/workbench" className="wb-brand">
          <img src="/icon.svg" alt="" width="28" height="28" /> {t('app.name')} · {w.title}
        </Link>
        <nav className="wb-nav" aria-label={w.nav}>
          {places.map(({ to, name, key }) => (
            <Link key={to} href={to} aria-current={place === to ? 'page' : undefined} aria-keyshortcuts={key}>
              {w[name]} <kbd aria-hidden="true">{key}</kbd>
            </Link>
          ))}
        </nav>
        <Find input={find} />
        <div className="wb-tools">
          <button type="button" onClick={() => setShowsKeys(true)}>
            {w.keys} <kbd aria-hidden="true">?</kbd>
          </button>
          <Link href="/workbench/help">{w.help}</Link>
          <Link href="/">{w.residents}</Link>
          <button type="button" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void switchLanguage(other)}>
            {w.otherLanguage}
          </button>
          <Link href="/sign-out">{w.signOut}</Link>
        </div>
      </header>
      <OfflineBar />
      {showsKeys && <KeyList close={() => setShowsKeys(false)} />}
      <main id="main" className="wb-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
