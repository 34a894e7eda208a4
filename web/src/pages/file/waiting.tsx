/** Handed over and not yet answered: it goes by itself when the connection is back. */
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Draft } from '../../drafts/draft.ts';
import { sendDraft } from '../../drafts/send.ts';
import { useForgetDrafts } from '../../drafts/use-drafts.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { HomeLink } from '../../ui/state.tsx';

export const Waiting = ({ draft, reload }: { draft: Draft; reload: () => Promise<void> }) => {
  const { t, say } = useWords();
  const [, go] = useLocation();
  const forget = useForgetDrafts();
  useEffect(() => {
    const attempt = async (): Promise<void> => {
      const sent = await sendDraft(draft);
      if ('filed' in sent) {
        await forget();
        go(`/receipt/${sent.filed.id}`, { replace: true });
      } else if ('refused' in sent) {
        await reload();
      }
    };
    const again = (): void => void attempt().catch(() => {});
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [draft, forget, go, reload]);
  return (
    <Page title={t('file.waiting')} lead={say(draft.item)}>
      <p role="status">{t('file.waitingText')}</p>
      <HomeLink />
    </Page>
  );
};
