/** This morning's list: how many of each kind, and the kind that was chosen, the oldest first; looked at again by itself. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { useKeys } from '../../workbench/keys.ts';
import { useRowFocus } from '../../workbench/use-row-focus.ts';
import { useServiceNow } from '../../workbench/use-service-now.ts';
import { type AttentionCounts, type AttentionKind, attentionQuery, countsQuery } from '../api.ts';
import { People } from '../care/people.tsx';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { RegionSwitch } from '../region/region-switch.tsx';
import { useSupervisionWords } from '../words.ts';
import { useServiceTime } from '../../workbench/service-time.ts';
import { Rows } from './rows.tsx';

type Kinds = AttentionCounts['kinds'];

/** What was asked for; else the most severe that has something; else the first. */
const chosenKind = (kinds: Kinds, asked: string | null): AttentionKind | undefined =>
  (kinds.find(({ kind }) => kind === asked) ?? kinds.find(({ count }) => count > 0) ?? kinds[0])?.kind;

const KindBar = ({
  kinds,
  chosen,
  choose,
}: {
  kinds: Kinds;
  chosen: AttentionKind | undefined;
  choose: (kind: AttentionKind) => void;
}) => {
  const { s, say } = useSupervisionWords();
  return (
    <div className="sv-kinds no-print" role="group" aria-label={s.attention.kinds}>
      {kinds.map((each, i) => (
        <button
          key={each.kind}
          type="button"
          className={`sv-kind sv-kind-${each.kind}${each.count === 0 ? ' sv-kind-none' : ''}`}
          aria-pressed={each.kind === chosen}
          aria-keyshortcuts={String(i + 1)}
          onClick={() => choose(each.kind)}
        >
          <strong>
            {each.count}
            {each.isMore && '+'}
          </strong>{' '}
          <span>{say(each)}</span>
        </button>
      ))}
    </div>
  );
};

const List = ({ region, kind, name }: { region: string; kind: AttentionKind; name: string }) => {
  const { s, t } = useSupervisionWords();
  const now = useServiceNow();
  const { body, move } = useRowFocus();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    attentionQuery(region, kind),
  );
  useKeys({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const tickets = data.pages.flatMap((page) => page.tickets);
  const people = data.pages.flatMap((page) => page.people ?? []);
  if (tickets.length + people.length === 0) return <Empty>{s.attention.nothing(name)}</Empty>;
  return (
    <>
      {people.length > 0 ? (
        <People ref={body} people={people} name={name} now={now} />
      ) : (
        <Rows ref={body} tickets={tickets} kind={kind} name={name} now={now} />
      )}
      {hasNextPage && (
        <p className="wb-pager">
          <button
            type="button"
            className="wb-button"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('state.more')}
          </button>
        </p>
      )}
    </>
  );
};

export const Attention = () => {
  const { s, w, say } = useSupervisionWords();
  const serviceTime = useServiceTime();
  const overseer = useOverseer();
  const [params, setParams] = useSearchParams();
  const region = params.get('region') ?? overseer.regionCode;
  const mayLook = isOver(overseer, region);
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...countsQuery(region), enabled: mayLook });
  const kinds = data?.kinds ?? [];
  const kind = chosenKind(kinds, params.get('kind'));
  const choose = (chosen: { kind?: string | undefined; region?: string }): void => {
    const next = { region, kind: params.get('kind'), ...chosen };
    setParams({
      ...(next.region === overseer.regionCode ? {} : { region: next.region }),
      ...(next.kind ? { kind: next.kind } : {}),
    });
  };
  useKeys(Object.fromEntries(kinds.map((each, i) => [String(i + 1), () => choose({ kind: each.kind })])));
  useEffect(() => {
    document.title = `${s.places.attention} · ${s.title}`;
  }, [s]);

  if (!mayLook) return <NotOver />;
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const chosen = kinds.find((each) => each.kind === kind);
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="wb-page">
      <div className="wb-title">
        <h1>
          {data.region.name} · {s.places.attention}
        </h1>
        <p className="hint" role="status">
          {all === 0 ? s.attention.allWell : s.attention.count(all)}
        </p>
        <p className={error ? 'wb-stale' : 'hint'}>{error ? w.notUpdated : w.updated(serviceTime(dataUpdatedAt))}</p>
      </div>
      <RegionSwitch code={region} deepest={3} go={(code) => choose({ region: code })} />
      <KindBar kinds={kinds} chosen={kind} choose={(each) => choose({ kind: each })} />
      {chosen && <List key={`${region}-${chosen.kind}`} region={region} kind={chosen.kind} name={say(chosen)} />}
    </div>
  );
};
