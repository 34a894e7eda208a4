/** What was begun and not sent yet: go on, or throw it away. */
import { Link } from 'wouter';
import { useDrafts, useForgetDrafts } from '../../drafts/use-drafts.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';

export const Drafts = () => {
  const { t, say } = useWords();
  const drafts = useDrafts() ?? [];
  const forget = useForgetDrafts();
  const remove = async (id: string): Promise<void> => {
    const { deleteDraft } = await import('../../drafts/store.ts');
    await deleteDraft(id);
    await forget();
  };
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">{t('drafts.title')}</h2>
      <ul className="list">
        {drafts.map((draft) => (
          <li key={draft.id} className="draft">
            <Link href={`/draft/${draft.id}/${draft.place}`} className="row">
              <span className="row-main">
                <span className="row-title">{say(draft.item)}</span>
                <span className="row-sub">
                  {t(draft.state === 'sending' ? 'drafts.waiting' : 'drafts.goOn')}
                  {draft.mandate && ` · ${t('drafts.for', { name: draft.mandate.principal })}`}
                </span>
              </span>
              <Icon name="next" />
            </Link>
            {draft.state === 'editing' && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('drafts.deleteOf', { name: say(draft.item) })}
                onClick={() => void remove(draft.id)}
              >
                <Icon name="trash" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="hint">{t('drafts.note')}</p>
    </section>
  );
};
