/** Who may file it, and who may do so for them. */
import type { Item } from '../../../../domain/catalogue.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Words } from '../../i18n/zh.ts';

const has = <Of extends object>(words: Of, key: string): key is keyof Of & string => key in words;

export const Who = ({ item }: { item: Item }) => {
  const { t, say } = useWords();
  const names: Words['groups'] = t('groups', { returnObjects: true });
  const since: Words['since'] = t('since', { returnObjects: true });
  const { declareWithin: duty } = item;
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t('item.who')}</h2>
      {item.applicantGroups.length === 0 ? (
        <p>{t('item.everybody')}</p>
      ) : (
        <ul className="chips">
          {item.applicantGroups.map((group) => (
            <li key={group} className="chip">
              {has(names, group) ? t(`groups.${group}`) : group}
            </li>
          ))}
        </ul>
      )}
      <p>
        {t(`item.agent.${item.agent}`)} {item.anonymousAllowed && t('item.anonymous')}
      </p>
      {duty && has(since, duty.from) && (
        <p className="duty">
          {t('item.declare', {
            from: t(`since.${duty.from}`),
            n: duty.value,
            unit: t(`item.units.${duty.unit}`),
          })}
        </p>
      )}
      {item.priority.rule !== 'none' && (
        <p>
          <strong>{t('item.priority')}</strong> {say(item.priority)}
        </p>
      )}
    </section>
  );
};
