/** One item: how long, how much, who may, which papers, where, and the button that begins. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Item as ItemType } from '../../../../domain/catalogue.ts';
import { refusalIn } from '../../api/failure.ts';
import { itemQuery } from '../../api/item.ts';
import { useWords } from '../../i18n/i18n.ts';
import { dateText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import NotFound from '../not-found.tsx';
import { useTimeWords } from '../home/item-list.tsx';
import { rememberItem } from '../home/recent-items.ts';
import { Papers } from './papers.tsx';
import { Steps } from './steps.tsx';
import { Who } from './who.tsx';

/** Rough minutes for filling in: a question takes a quarter of a minute, the rest a minute. */
const minutesFor = (item: ItemType): number =>
  Math.max(2, Math.round(item.form.fields.filter(({ prefill }) => prefill === undefined).length / 4) + 1);

const Facts = ({ item }: { item: ItemType }) => {
  const { t, say, language } = useWords();
  const timeWords = useTimeWords();
  const { amount, note } = item.fee;
  const isReadable = note !== null && /\p{Script=Han}/u.test(note) === (language === 'zh');
  return (
    <dl className="facts">
      <div>
        <dt>
          <Icon name="clock" /> {t('item.promise')}
        </dt>
        <dd>{timeWords({ mode: item.mode, promisedWorkdays: item.limits.promisedWorkdays })}</dd>
      </div>
      <div>
        <dt>
          <Icon name="coin" /> {t('item.fee')}
        </dt>
        <dd>
          {amount === 0 ? t('item.free') : t('item.yuan', { amount })}
          {isReadable && <small>{note.replace(/\(.*\)$/, '')}</small>}
        </dd>
      </div>
      <div>
        <dt>
          <Icon name="papers" /> {t('item.result')}
        </dt>
        <dd>{say(item.outcome)}</dd>
      </div>
    </dl>
  );
};

/** By the day of this machine: the service decides when it is filed. */
const hasEnded = ({ endsOn }: ItemType): boolean =>
  endsOn !== undefined && endsOn < new Date().toLocaleDateString('sv');

const Begin = ({ item }: { item: ItemType }) => {
  const { t, language } = useWords();
  if (hasEnded(item))
    return <p className="note-card">{t('item.ended', { date: dateText(item.endsOn ?? '', language) })}</p>;
  return item.channels.includes('web') ? (
    <div className="begin">
      <Link href={`/file/${item.id}`} className="button button-wide">
        {t('item.begin')}
      </Link>
      <p className="hint">{t('item.beginFor', { minutes: minutesFor(item) })}</p>
    </div>
  ) : (
    <p className="note-card">{t('item.notOnline')}</p>
  );
};

const Where = ({ item }: { item: ItemType }) => {
  const { t } = useWords();
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t('item.where')}</h2>
      <ul className="ticks">
        {item.channels.map((channel) => (
          <li key={channel}>
            <Icon name="check" /> {t(`item.channels.${channel}`)}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Item = ({ id }: { id: string }) => {
  const { t, say } = useWords();
  const { data: item, error, refetch } = useQuery(itemQuery(id));
  useEffect(() => {
    if (item) rememberItem(item.id);
  }, [item]);
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!item) return <Loading />;
  return (
    <Page title={say(item)} lead={t(`item.mode.${item.mode}`)} back={{ to: '/', label: t('home.title') }}>
      <Facts item={item} />
      <Begin item={item} />
      <Who item={item} />
      <Papers item={item} />
      <Where item={item} />
      <Steps item={item} />
      <p className="hint">
        {t('item.code', { code: item.code })}
        {item.limits.evidence === 'example' || item.evidence['promised'] === 'example' ? ` · ${t('item.example')}` : ''}
      </p>
    </Page>
  );
};
export default Item;
