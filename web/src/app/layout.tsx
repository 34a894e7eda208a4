/** The frame of every page: head with language and type size, main menu, foot. */
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../auth/use-session.ts';
import { switchLanguage, useWords } from '../i18n/i18n.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { switchTypeSize, useLargeType } from './settings.ts';
import { ActingBar, FiledBar, OfflineBar } from './bars.tsx';

const tabs = [
  { to: '/', icon: 'search', key: 'app.home' },
  { to: '/my', icon: 'papers', key: 'app.requests' },
  { to: '/messages', icon: 'bell', key: 'app.messages' },
  { to: '/mine', icon: 'person', key: 'app.mine' },
] as const satisfies readonly { to: string; icon: IconName; key: string }[];

const isHere = (place: string, to: string): boolean => (to === '/' ? place === '/' : place.startsWith(to));

const Menu = () => {
  const { t } = useWords();
  const [place] = useLocation();
  return (
    <nav className="menu" aria-label={t('app.menu')}>
      {tabs.map(({ to, icon, key }) => (
        <Link key={to} href={to} className="menu-link" aria-current={isHere(place, to) ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{t(key)}</span>
        </Link>
      ))}
    </nav>
  );
};

const Head = () => {
  const { t, language } = useWords();
  const large = useLargeType();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <header className="head">
      <div className="head-inner">
        <Link href="/" className="brand">
          <img src="/icon.svg" alt="" width="36" height="36" />
          <span className="brand-name">{t('app.name')}</span>
          <span className="brand-tagline">{t('app.tagline')}</span>
        </Link>
        <Menu />
        <div className="head-tools">
          <button type="button" className="tool" onClick={switchTypeSize} aria-pressed={large}>
            {t('app.largeType')}
          </button>
          <button
            type="button"
            className="tool"
            lang={other === 'zh' ? 'zh-CN' : 'en'}
            onClick={() => void switchLanguage(other)}
          >
            {t('app.otherLanguage')}
          </button>
        </div>
      </div>
    </header>
  );
};

const Foot = () => {
  const { t } = useWords();
  const signedIn = useSession() !== undefined;
  return (
    <footer className="foot">
      <p>{t('app.hotline')}</p>
      <p>{t('app.privacy')}</p>
      <p className="foot-links">
        <Link href="/help">{t('app.help')}</Link>
        <Link href="/progress">{t('app.track')}</Link>
        {signedIn && <Link href="/sign-out">{t('app.signOut')}</Link>}
      </p>
    </footer>
  );
};

export const Layout = ({ children }: { children: ReactNode }) => {
  const { t } = useWords();
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Head />
      <ActingBar />
      <OfflineBar />
      <FiledBar />
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </>
  );
};
