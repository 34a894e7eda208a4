/** What must be seen on every page: acting for somebody, no connection, something was filed meanwhile. */
import { Link } from 'wouter';
import { stopActing, useActing } from '../auth/acting.ts';
import { useOutbox } from '../drafts/use-drafts.ts';
import { useWords } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { useOnline } from './use-online.ts';

export const ActingBar = () => {
  const { t } = useWords();
  const acting = useActing();
  if (!acting) return null;
  return (
    <aside className="bar bar-acting" aria-label={t('acting.title')}>
      <Icon name="people" /> <span>{t('acting.banner', { name: acting.principal })}</span>
      <button type="button" onClick={stopActing}>
        {t('acting.stop')}
      </button>
    </aside>
  );
};

export const OfflineBar = () => {
  const { t } = useWords();
  const online = useOnline();
  return (
    <div role="status" className="bar-place">
      {!online && (
        <p className="bar bar-offline">
          <Icon name="offline" /> {t('app.offline')}
        </p>
      )}
    </div>
  );
};

/** Drafts that went by themselves when the connection came back. */
export const FiledBar = () => {
  const { t, say } = useWords();
  const { filed, dismiss } = useOutbox();
  return (
    <div role="status" className="bar-place">
      {filed.map(({ id, draft }) => (
        <p key={id} className="bar bar-filed">
          <Icon name="check" /> {t('drafts.filed', { name: say(draft.item) })}
          <Link href={`/receipt/${id}`} onClick={dismiss}>
            {t('drafts.receipt')}
          </Link>
        </p>
      ))}
    </div>
  );
};
