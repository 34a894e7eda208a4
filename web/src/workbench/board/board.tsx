/** What an office has to do: one line each, the most urgent first, looked at again every dozen seconds. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Icon } from '../../ui/icon.tsx';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { boardQuery, colleaguesQuery } from '../api.ts';
import { useKeys } from '../keys.ts';
import { communityOf, useDesk } from '../me.ts';
import { useRowFocus } from '../use-row-focus.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useServiceTime } from '../service-time.ts';
import { useStaffWords } from '../words.ts';
import { Batch } from './batch.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, filtersOf, paramsOf, shows, sift } from './filters.ts';
import { Pager } from './pager.tsx';
import { Rows } from './rows.tsx';
import { ViewBar } from './view-bar.tsx';

/** Rows of a page: what an old screen shows with little scrolling. */
const pageSize = 25;

export const Board = () => {
  const { w, say } = useStaffWords();
  const serviceTime = useServiceTime();
  const worker = useDesk();
  const now = useServiceNow();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch, dataUpdatedAt } = useQuery(boardQuery(worker.officeId));
  const { data: people } = useQuery(colleaguesQuery(worker.officeId));
  const { body, move } = useRowFocus();
  const filters = filtersOf(params);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const clearChosen = useCallback(() => setChosen(new Set()), []);
  const mark = (ids: readonly string[], on: boolean): void => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    setChosen(new Set(on ? [...others, ...ids] : others));
  };
  const choose = (chosen: Partial<Filters>, page = 1): void => setParams(paramsOf({ ...filters, ...chosen }, page));
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
      if (id) mark([id], !chosen.has(id));
    },
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ...Object.fromEntries(shows.map((show, i) => [String(i + 1), () => choose({ show })])),
  });
  useEffect(() => {
    document.title = `${w.board} · ${w.title}`;
  }, [w]);

  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const { rows, counts } = sift(data.tickets, filters, worker, now);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1));
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  return (
    <div className="wb-page">
      <div className="wb-title">
        <h1>{say(data.office)}</h1>
        <p className="hint" role="status">
          {w.list.count(rows.length, data.tickets.length)}
          {data.isCut && ` · ${w.list.more}`}
        </p>
        {communityOf(worker) !== undefined && (
          <Link href="/workbench/ledger" className="wb-button no-print">
            <Icon name="print" /> {w.list.ledger}
          </Link>
        )}
        <p className={error ? 'wb-stale' : 'hint'}>{error ? w.notUpdated : w.updated(serviceTime(dataUpdatedAt))}</p>
      </div>
      <FilterBar filters={filters} counts={counts} rows={data.tickets} choose={choose} />
      <ViewBar search={new URLSearchParams(paramsOf(filters)).toString()} />
      {shown.length > 0 ? (
        <Rows
          ref={body}
          rows={shown}
          office={data.office}
          now={now}
          people={people?.colleagues ?? []}
          chosen={chosen}
          choose={mark}
        />
      ) : (
        <Empty
          actions={
            data.tickets.length > 0 && (
              <button type="button" className="button button-quiet" onClick={() => setParams({})}>
                {w.filter.clear}
              </button>
            )
          }
        >
          {data.tickets.length > 0 ? w.list.nothing : `${w.list.empty} · ${w.list.emptyDo}`}
        </Empty>
      )}
      <Batch rows={rows.filter(({ id }) => chosen.has(id))} clear={clearChosen} />
      <Pager page={page} pages={pages} go={(to) => choose({}, to)} />
    </div>
  );
};
