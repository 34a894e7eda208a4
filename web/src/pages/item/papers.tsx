/** Which papers, and which of them need not be brought because somebody has them already. */
import { useQuery } from '@tanstack/react-query';
import type { Item } from '../../../../domain/catalogue.ts';
import { knownQuery } from '../../api/known.ts';
import { useActing } from '../../auth/acting.ts';
import { useMe } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Words } from '../../i18n/zh.ts';
import { Icon } from '../../ui/icon.tsx';

const isWhen = (when: string, words: Words['when']): when is keyof Words['when'] & string => when in words;

/** Papers of the file that would do; nobody's while nobody is signed in. */
const useKept = (itemId: string): ReadonlySet<string> => {
  const me = useMe();
  const acting = useActing();
  const { data } = useQuery({
    ...knownQuery(itemId),
    enabled: me !== undefined && me.residentId !== null && acting === undefined,
  });
  return new Set(data?.papers.filter(({ objection }) => objection === null).map(({ material }) => material));
};

export const Papers = ({ item: { id, materials } }: { item: Item }) => {
  const kept = useKept(id);
  const { t, say } = useWords();
  const conditions = t('when', { returnObjects: true });
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t('item.papers')}</h2>
      {materials.length === 0 ? (
        <p>{t('item.noPapers')}</p>
      ) : (
        <ul className="papers">
          {materials.map(({ ref, required, when, reusableFromFile, waivable, ...names }) => (
            <li key={`${ref}-${when ?? ''}`} className="paper">
              <span className="paper-name">{say(names)}</span>
              <span className={required ? 'tag tag-strong' : 'tag'}>
                {when !== undefined && isWhen(when, conditions)
                  ? t(`when.${when}`)
                  : t(required ? 'item.required' : 'item.maybe')}
              </span>
              {kept.has(ref) && (
                <span className="tag tag-good">
                  <Icon name="check" /> {t('kept.here')}
                </span>
              )}
              {waivable === 'share' && <span className="tag tag-good">{t('item.shared')}</span>}
              {waivable !== 'share' && reusableFromFile && <span className="tag tag-good">{t('item.onFile')}</span>}
              {waivable === 'promise' && <span className="tag tag-good">{t('item.promiseInstead')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
