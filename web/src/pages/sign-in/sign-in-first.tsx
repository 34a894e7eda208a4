/** What stands in the place of a page that needs somebody to be signed in. It leads back to that page. */
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, HomeLink } from '../../ui/state.tsx';

export const SignInButton = ({ returnTo }: { returnTo?: string }) => {
  const { t } = useWords();
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { signIn } = await import('../../auth/sign-in.ts');
      await signIn(returnTo ?? window.location.pathname + window.location.search);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <>
      {error !== undefined && <Failed error={error} />}
      <button type="button" className="button" disabled={busy} onClick={() => void start()}>
        {t(busy ? 'state.loading' : 'app.signIn')}
      </button>
    </>
  );
};

export const SignInFirst = () => {
  const { t } = useWords();
  return (
    <Page title={t('state.signedOut')} lead={t('signIn.why')} focusKey="sign-in">
      <p>{t('state.signedOutDo')}</p>
      <p className="actions">
        <SignInButton />
        <HomeLink />
      </p>
      <p className="hint">{t('app.hotline')}</p>
    </Page>
  );
};
