import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { HomeLink } from '../../ui/state.tsx';
import { SignInButton } from './sign-in-first.tsx';

const SignInFailed = () => {
  const { t } = useWords();
  return (
    <Page title={t('signIn.failed')} lead={t('signIn.failedDo')}>
      <p className="actions">
        <SignInButton returnTo="/" />
        <HomeLink />
      </p>
    </Page>
  );
};
export default SignInFailed;
