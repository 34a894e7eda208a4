/** What a community has promised and kept, for everybody: published numbers, small ones withheld, nothing personal. */
import './community.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { read, type Reply } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { workingText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import NotFound from '../not-found.tsx';
import { Share } from './share.tsx';
import { Trend } from './trend.tsx';
import { useCommunityWords } from './words.ts';

type Published = Reply<'GET', '/public/communities/{regionCode}'>;

const percent = (rate: number | null): string => (rate === null ? '–' : `${Math.round(rate * 100)}%`);

const Figure = ({ name, value, children }: { name: string; value: string; children?: ReactNode }) => (
  <div className="public-figure">
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong>
      {children && <span className="hint">{children}</span>}
    </dd>
  </div>
);

const Figures = ({ page }: { page: Published }) => {
  const { c, language } = useCommunityWords();
  const { promises, satisfaction, elapsed } = page;
  const count = (n: number | null): string => (n === null ? c.few : String(n));
  const about = (n: number | null): string => (n === null ? c.few : c.about(n));
  const { interval, rate, responseRate } = satisfaction;
  return (
    <dl className="public-figures">
      <Figure name={c.kept} value={promises.rate === null ? c.tooFew : percent(promises.rate)}>
        {c.keptOf(about(promises.met), about(promises.missed))}
        {promises.rate === null && ` · ${c.tooFewDo}`}
      </Figure>
      <Figure name={c.satisfied} value={rate === null ? c.tooFew : percent(rate)}>
        {c.satisfiedOf(about(satisfaction.rated))}
        {responseRate !== null && ` · ${c.response(percent(responseRate))}`}
        {rate === null && ` · ${c.tooFewDo}`}
        {interval && ` · ${c.interval(percent(interval[0]), percent(interval[1]))}`}
      </Figure>
      <Figure name={c.filed} value={count(page.filed)} />
      <Figure name={c.resolved} value={count(page.resolved)} />
      {elapsed.all && (
        <Figure name={c.time} value={workingText(elapsed.all.p50 * 60_000, language)}>
          {c.timeOf(workingText(elapsed.all.p90 * 60_000, language))}
        </Figure>
      )}
    </dl>
  );
};

const Items = ({ items }: Pick<Published, 'items'>) => {
  const { c, say } = useCommunityWords();
  return (
    <section aria-labelledby="items" className="card">
      <h2 id="items">{c.items}</h2>
      {items.length === 0 && <p className="hint">{c.noItems}</p>}
      <ol className="public-items">
        {items.map((item) => (
          <li key={item.id}>
            <Link href={`/item/${item.id}`}>{say(item)}</Link> <span className="hint">{c.cases(item.filed)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Community = ({ code }: { code: string }) => {
  const { c, say } = useCommunityWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['public-community', code],
    queryFn: () => read('/public/communities/{regionCode}', { params: { regionCode: code } }),
    staleTime: 10 * 60_000,
  });
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const title = c.pageTitle(data.region.name);
  const count = (n: number | null): string => (n === null ? c.few : String(n));
  return (
    <Page
      title={title}
      lead={`${data.district}${data.street} · ${c.period(data.from.slice(0, 7), data.to.slice(0, 7))}`}
      back={{ to: '/community', label: c.another }}
    >
      {data.filed === 0 && data.resolved === 0 ? (
        <Empty>{c.nothing}</Empty>
      ) : (
        <>
          <Figures page={data} />
          <Trend trend={data.trend} filed={count(data.filed)} resolved={count(data.resolved)} />
          <Items items={data.items} />
        </>
      )}
      <section className="note-card" aria-labelledby="why">
        <h2 id="why">{c.why}</h2>
        <p>{c.whyText}</p>
        <p className="hint">{say(data.note)}</p>
      </section>
      <p className="actions no-print">
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="print" /> {c.print}
        </button>
        <Share title={title} />
        <Link href="/" className="button button-quiet">
          {c.file}
        </Link>
      </p>
    </Page>
  );
};
export default Community;
