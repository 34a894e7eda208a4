/** 你要办什么: search, departments, what was looked at last. Query and department live in the address. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'wouter';
import { departments as departmentIds, type Department } from './departments.ts';
import { read, type Reply } from '../../api/api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { search } from '../../search/match.ts';
import { useReadings } from '../../search/use-readings.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { Drafts } from './drafts.tsx';
import { ItemList } from './item-list.tsx';
import { recentItems } from './recent-items.ts';
import { SearchBox } from './search-box.tsx';

type Item = Reply<'GET', '/catalogue/items'>['items'][number];

const Departments = ({ items }: { items: readonly Item[] }) => {
  const { t } = useWords();
  const counts = new Map<string, number>();
  for (const { department } of items) counts.set(department, (counts.get(department) ?? 0) + 1);
  return (
    <section aria-labelledby="departments">
      <h2 id="departments">{t('home.departments')}</h2>
      <ul className="tiles">
        {departmentIds
          .filter((id) => counts.has(id))
          .map((id) => (
            <li key={id}>
              <Link href={`/?department=${id}`} className="tile">
                <span>{t(`departments.${id}`)}</span>
                <span className="tile-count">{t('home.items', { count: counts.get(id) ?? 0 })}</span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
};

const Nothing = ({ query }: { query: string }) => {
  const { t } = useWords();
  return (
    <div className="message">
      <h2>{t('home.none', { query })}</h2>
      <p>{t('home.noneDo')}</p>
      <Link href="/item/policy-consultation" className="button">
        {t('home.ask')}
      </Link>
    </div>
  );
};

const isDepartment = (id: string | null): id is Department => departmentIds.some((known) => known === id);

const Results = ({ items, query }: { items: readonly Item[]; query: string }) => {
  const { t } = useWords();
  const readings = useReadings(query !== '');
  const found = search(items, query, readings);
  return (
    <>
      <p role="status" className="count">
        {query !== '' && t('home.found', { count: found.length })}
      </p>
      {found.length > 0 ? <ItemList items={found} /> : <Nothing query={query} />}
    </>
  );
};

const Start = ({ items }: { items: readonly Item[] }) => {
  const { t } = useWords();
  const recent = recentItems().flatMap((id) => items.find((item) => item.id === id) ?? []);
  return (
    <>
      {recent.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{t('home.recent')}</h2>
          <ItemList items={recent} />
        </section>
      )}
      <Departments items={items} />
      <section className="note-card">
        <h2>{t('home.trackTitle')}</h2>
        <Link href="/progress" className="link-row">
          <Icon name="search" /> {t('home.trackDo')}
        </Link>
        <h2>{t('home.ways')}</h2>
        <p>{t('home.waysText')}</p>
        <Link href="/community" className="link-row">
          <Icon name="people" /> {t('home.communityDo')}
        </Link>
      </section>
    </>
  );
};

export const Home = () => {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const given = params.get('department');
  const department = isDepartment(given) ? given : undefined;
  const deferred = useDeferredValue(query);
  const { data, error, refetch } = useQuery({
    queryKey: ['items'],
    queryFn: () => read('/catalogue/items'),
    staleTime: 10 * 60_000,
  });
  const items = data?.items.filter((item) => department === undefined || item.department === department);
  const type = (typed: string) =>
    setParams(
      { ...(department ? { department } : {}), ...(typed ? { q: typed } : {}) },
      // Each letter would be a step of the way back otherwise.
      { replace: true },
    );
  return (
    <Page
      title={department ? t('home.inDepartment', { department: t(`departments.${department}`) }) : t('home.title')}
      focusKey={department ?? ''}
      {...(department ? { back: { to: '/', label: t('home.all') } } : { lead: t('home.lead') })}
    >
      <SearchBox query={query} onType={type} />
      {/* Also when the catalogue is out of reach. */}
      {query === '' && !department && <Drafts />}
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !items ? (
        <Loading />
      ) : deferred === '' && !department ? (
        <Start items={items} />
      ) : (
        <Results items={items} query={deferred} />
      )}
    </Page>
  );
};
