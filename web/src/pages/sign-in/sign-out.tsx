/** Signing out, with a decision about the drafts: this may be somebody else's phone. */
import { useWords } from '../../i18n/i18n.ts';
import { stopActing } from '../../auth/acting.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { deleteDraftsOf } from '../../drafts/store.ts';
import { useDrafts } from '../../drafts/use-drafts.ts';
import { Page } from '../../ui/page.tsx';
import { HomeLink } from '../../ui/state.tsx';

const SignOut = () => {
  const { t } = useWords();
  const ownerId = usePersonId();
  const drafts = useDrafts() ?? [];
  const leave = async (keepsDrafts: boolean): Promise<void> => {
    if (!keepsDrafts && ownerId !== undefined) await deleteDraftsOf(ownerId);
    stopActing();
    const { signOut } = await import('../../auth/sign-in.ts');
    // Without a connection the token is forgotten here all the same.
    await signOut().catch(() => window.location.assign('/'));
  };
  return (
    <Page
      title={t('signIn.out')}
      lead={drafts.length > 0 ? t('signIn.outDrafts', { count: drafts.length }) : t('signIn.outLead')}
    >
      <p className="actions">
        <button type="button" className="button" onClick={() => void leave(false)}>
          {t(drafts.length > 0 ? 'signIn.outDelete' : 'app.signOut')}
        </button>
        {drafts.length > 0 && (
          <button type="button" className="button button-quiet" onClick={() => void leave(true)}>
            {t('signIn.outKeep')}
          </button>
        )}
        <HomeLink />
      </p>
    </Page>
  );
};
export default SignOut;
