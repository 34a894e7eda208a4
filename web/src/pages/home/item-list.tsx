import { Link } from 'wouter';
import type { Reply } from '../../api/api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { departments } from './departments.ts';

type Item = Reply<'GET', '/catalogue/items'>['items'][number];

/** How long it takes, in the words of a list. */
export const useTimeWords = () => {
  const { t } = useWords();
  return ({ mode, promisedWorkdays }: Pick<Item, 'mode' | 'promisedWorkdays'>): string => {
    if (mode === 'instant') return t('item.sameDay');
    if (mode === 'consult') return t('item.answerIn');
    return t('item.workdays', { n: promisedWorkdays });
  };
};

export const ItemList = ({ items }: { items: readonly Item[] }) => {
  const { t, say } = useWords();
  const timeWords = useTimeWords();
  return (
    <ul className="list">
      {items.map((item) => {
        const department = departments.find((id) => id === item.department);
        return (
          <li key={item.id}>
            <Link href={`/item/${item.id}`} className="row">
              <span className="row-main">
                <span className="row-title">{say(item)}</span>
                <span className="row-sub">
                  {t('item.summary', {
                    department: department ? t(`departments.${department}`) : item.department,
                    time: timeWords(item),
                  })}
                </span>
              </span>
              <Icon name="next" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
};
