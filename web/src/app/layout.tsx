/** The frame of every page: head with language and type size, main menu, foot. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { switchLanguage, useWords } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { switchTypeSize, useLargeType } from './settings.ts';
import { useOnline } from './use-online.ts';

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
  return (
    <footer className="foot">
      <p>{t('app.hotline')}</p>
      <p>{t('app.privacy')}</p>
    </footer>
  );
};

export const Layout = ({ children }: { children: ReactNode }) => {
  const { t } = useWords();
  const online = useOnline();
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Head />
      <div role="status" className="bar-place">
        {!online && (
          <p className="bar bar-offline">
            <Icon name="offline" /> {t('app.offline')}
          </p>
        )}
      </div>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </>
  );
};
