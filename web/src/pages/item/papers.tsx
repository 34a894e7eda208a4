/** Which papers, and which of them need not be brought because somebody has them already. */
import type { Item } from '../../../../domain/catalogue.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Words } from '../../i18n/zh.ts';

const isWhen = (when: string, words: Words['when']): when is keyof Words['when'] & string => when in words;

export const Papers = ({ materials }: { materials: Item['materials'] }) => {
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
