/** What a page shows while it has nothing else: loading, failed, empty. Each leaves a way on. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { failureIn } from '../api/failure.ts';
import { useWords } from '../i18n/i18n.ts';
import { Icon } from './icon.tsx';

export const Loading = () => {
  const { t } = useWords();
  return (
    <p className="loading" role="status">
      {t('state.loading')}
    </p>
  );
};

type MessageProps = { readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode };

/** Something to be told, with what to do. */
export const Message = ({ title, children, actions }: MessageProps) => (
  <section className="message">
    <h2>{title}</h2>
    {children}
    {actions && <div className="message-actions">{actions}</div>}
  </section>
);

export const HomeLink = () => {
  const { t } = useWords();
  return (
    <Link href="/" className="button button-quiet">
      {t('state.toHome')}
    </Link>
  );
};

/** Says in plain words what an error means. */
export const useFailureWords = () => {
  const { t, language } = useWords();
  return (error: unknown): { title: string; detail: string } => {
    const found = failureIn(error);
    if (found.kind === 'refused') {
      const { title, detail, do: advice } = found.problem[language];
      // The parameters behind the sentence are for programs.
      const sentence = detail.replace(/\s+\w+=[^\s,]+(, \w+=[^\s,]+)*$/, '');
      return { title, detail: sentence === title ? advice : `${sentence} ${advice}` };
    }
    if (found.kind === 'offline') return { title: t('state.offline'), detail: t('state.offlineDo') };
    if (found.kind === 'signed-out') return { title: t('state.signedOut'), detail: t('state.signedOutDo') };
    return { title: t('state.unavailable'), detail: t('state.unavailableDo') };
  };
};

export const Failed = ({ error, again }: { error: unknown; again?: () => void }) => {
  const { t } = useWords();
  const { title, detail } = useFailureWords()(error);
  return (
    <div role="alert">
      <Message
        title={title}
        actions={
          <>
            {again && (
              <button type="button" className="button" onClick={again}>
                {t('state.retry')}
              </button>
            )}
            <HomeLink />
          </>
        }
      >
        <p>{detail}</p>
      </Message>
    </div>
  );
};

export const Broken = () => {
  const { t } = useWords();
  return (
    <div role="alert">
      <Message
        title={t('state.broken')}
        actions={
          <button type="button" className="button" onClick={() => window.location.assign('/')}>
            {t('state.reload')}
          </button>
        }
      >
        <p>{t('state.brokenDo')}</p>
      </Message>
    </div>
  );
};

export const Empty = ({ children, actions }: { children: ReactNode; actions?: ReactNode }) => (
  <div className="empty">
    <Icon name="papers" />
    <p>{children}</p>
    {actions}
  </div>
);
