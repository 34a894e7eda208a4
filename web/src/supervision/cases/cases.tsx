/** The very tickets behind a number, page by page; one list for each of the numbers that belong together. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { Dimension } from '../api.ts';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { dateText, momentText } from '../../ui/dates.ts';
import { useKeys } from '../../workbench/keys.ts';
import { useRowFocus } from '../../workbench/use-row-focus.ts';
import { casesQuery } from '../api.ts';
import { useValueName } from '../numbers/breakdown.tsx';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { useRegionName } from '../region/use-region.ts';
import { useSupervisionWords } from '../words.ts';
import { useFactName } from './fact-name.ts';

export const CasesPage = ({ code }: { code: string }) => {
  const { s, w, t, say, language } = useSupervisionWords();
  const overseer = useOverseer();
  const [, go] = useLocation();
  const [params] = useSearchParams();
  const factName = useFactName();
  const valueName = useValueName();
  const region = useRegionName(code);
  const { body, move } = useRowFocus();
  const facts = (params.get('facts') ?? '').split(',').filter((fact) => fact !== '');
  const [chosen, setChosen] = useState(facts[0] ?? '');
  const cell = params.get('cell') ?? undefined;
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const isOwn = isOver(overseer, code);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...casesQuery(code, { fact: chosen, from, to, ...(cell ? { cell } : {}) }),
    enabled: isOwn,
  });
  const back = (): void => (window.history.length > 1 ? window.history.back() : go(`/supervision/numbers/${code}`));
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: back,
  });
  useEffect(() => {
    document.title = `${factName(chosen)} · ${s.title}`;
  });
  if (!isOwn) return <NotOver />;
  const tickets = data?.pages.flatMap((page) => page.tickets) ?? [];
  const [dimension = '', value = ''] = cell?.split('.') ?? [];
  return (
    <div className="wb-page">
      <p className="no-print">
        <button type="button" className="link-button" onClick={back}>
          {s.cases.back}
        </button>{' '}
        <kbd aria-hidden="true">Esc</kbd>
      </p>
      <div className="wb-title">
        <h1>
          {region ?? '…'} · {factName(chosen)}
          {cell && ` · ${cell === 'special' ? s.cases.special : valueName(dimension as Dimension, value)}`}
        </h1>
        <p className="hint" role="status">
          {data && s.cases.shown(tickets.length, hasNextPage)}
        </p>
      </div>
      <p className="hint">{s.cases.between(dateText(from, language), dateText(to, language))}</p>
      {facts.length > 1 && (
        <div className="wb-shows" role="group" aria-label={s.cases.which}>
          {facts.map((fact) => (
            <button
              key={fact}
              type="button"
              className="wb-show"
              aria-pressed={fact === chosen}
              onClick={() => setChosen(fact)}
            >
              {factName(fact)}
            </button>
          ))}
        </div>
      )}
      {!data && (error ? <Failed error={error} again={() => void refetch()} /> : <Loading />)}
      {data && tickets.length === 0 && <Empty>{s.cases.none}</Empty>}
      {tickets.length > 0 && (
        <div className="wb-table-frame">
          <table className="wb-table sv-rows">
            <caption className="sr-only">{factName(chosen)}</caption>
            <thead>
              <tr>
                <th scope="col">{s.cases.at}</th>
                <th scope="col">{w.list.reference}</th>
                <th scope="col">{w.list.item}</th>
                <th scope="col">{s.attention.place}</th>
                <th scope="col">{s.cases.unit}</th>
                <th scope="col">{w.list.state}</th>
                <th scope="col">{w.list.filed}</th>
                <th scope="col">{s.attention.promised}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {tickets.map((ticket) => (
                <tr key={`${ticket.id}-${ticket.at}`} onClick={() => go(`/supervision/tickets/${ticket.id}`)}>
                  <td data-label={s.cases.at}>{momentText(ticket.at, language)}</td>
                  <td data-label={w.list.reference}>
                    <Link
                      href={`/supervision/tickets/${ticket.id}`}
                      data-row={ticket.id}
                      className="wb-reference"
                      onClick={(event) => event.stopPropagation()}
                    >
                      {ticket.reference}
                    </Link>
                  </td>
                  <td className="wb-item" data-label={w.list.item}>
                    {say(ticket.item)}
                  </td>
                  <td data-label={s.attention.place}>{ticket.place}</td>
                  <td data-label={s.cases.unit} className="sv-holder">
                    {ticket.unit ? say(ticket.unit) : ticket.countedFor}
                  </td>
                  <td data-label={w.list.state}>
                    <span className="tag">{say(ticket.stateName)}</span>
                  </td>
                  <td data-label={w.list.filed}>{dateText(ticket.filedAt, language)}</td>
                  <td data-label={s.attention.promised}>{dateText(ticket.promisedAt, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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
    </div>
  );
};
