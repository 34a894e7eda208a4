/** Whom the station has still to reach in the quarter, longest ago first; its open needs; its register. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { dateText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { useKeys } from '../keys.ts';
import { useDesk } from '../me.ts';
import { useStaffWords } from '../words.ts';
import { type ListName, listNames, listQuery, type Person } from './api.ts';
import { chosenPlace } from './chosen.ts';

/** A visit list is for one afternoon. */
const mostChosen = 20;

type RowsProps = {
  readonly people: readonly Person[];
  readonly chosen: ReadonlySet<string>;
  readonly mark: (id: string) => void;
};

const Rows = ({ people, chosen, mark }: RowsProps) => {
  const { w, say, language } = useStaffWords();
  const [, go] = useLocation();
  const words = w.needs;
  return (
    <table className="wb-table">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.name}</th>
          <th scope="col">{words.phone}</th>
          <th scope="col">{words.groups}</th>
          <th scope="col">{words.last}</th>
          <th scope="col">{words.step}</th>
          <th scope="col">{words.next}</th>
          <th scope="col">{words.due}</th>
          <th scope="col">{words.openNeeds}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const { residentId: id, name, phone, groups, lastReachedAt, step, nextOn, dueOn, covered, cards } = person;
          return (
            <tr key={id} onClick={() => go(`/workbench/needs/${id}`)}>
              <td onClick={(event) => event.stopPropagation()}>
                <input
                  type="checkbox"
                  aria-label={`${w.list.select} ${name}`}
                  checked={chosen.has(id)}
                  onChange={() => mark(id)}
                />
              </td>
              <td>
                <Link href={`/workbench/needs/${id}`} data-row={id} onClick={(event) => event.stopPropagation()}>
                  {name}
                </Link>{' '}
                {cards.length > 0 && <span className="wb-lane wb-lane-card">{words.cards}</span>}
              </td>
              <td>{phone ?? '–'}</td>
              <td className="wb-item">{groups.map(say).join(language === 'zh' ? '、' : ', ')}</td>
              <td>{lastReachedAt === null ? words.never : dateText(lastReachedAt, language)}</td>
              <td>{covered ? words.covered : say(step)}</td>
              <td>{nextOn === null ? '–' : dateText(nextOn, language)}</td>
              <td>{dueOn === null ? '–' : dateText(dueOn, language)}</td>
              <td>{person.needs.length === 0 ? '–' : person.needs.map(say).join(language === 'zh' ? '、' : ', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

export const NeedsList = () => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  const { officeId, id: workerId } = useDesk();
  const [, go] = useLocation();
  const [params, setParams] = useSearchParams();
  const list = listNames.find((each) => each === params.get('list')) ?? 'unreached';
  const { data, error, refetch } = useQuery(listQuery(officeId, list));
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mark = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < mostChosen) next.add(id);
    setChosen(next);
  };
  const choose = (name: ListName): void => setParams(name === 'unreached' ? {} : { list: name });
  const move = (step: number): void => {
    const links = [...(frame.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  const print = (): void => {
    sessionStorage.setItem(chosenPlace(workerId), JSON.stringify([...chosen]));
    go('/workbench/needs/print');
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: () => {
      const row = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
      if (row) mark(row);
    },
    n: () => go('/workbench/needs/record'),
    ...Object.fromEntries(listNames.map((name, i) => [String(i + 1), () => choose(name)])),
  });
  useEffect(() => {
    document.title = `${words.title} · ${w.title}`;
  }, [w, words]);
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  // Somebody with two needs stands in that list twice.
  const people = [...new Map(data.people.map((person) => [person.residentId, person])).values()];
  const empty = { unreached: words.empty, needs: words.emptyNeeds, register: words.emptyRegister };
  return (
    <div className="wb-page">
      <div className="wb-title">
        <h1>
          {words.title} · {say(data.office)}
        </h1>
        <p className="hint" role="status">
          {words.count(people.length)}
          {data.cursor !== null && ` · ${words.more}`}
        </p>
        <p className="hint">{words.quarter(data.quarter, dateText(data.lastDay, language))}</p>
      </div>
      <div className="wb-filters">
        <div className="wb-shows" role="group" aria-label={w.filter.region}>
          {listNames.map((name, i) => (
            <button
              key={name}
              type="button"
              className="wb-show"
              aria-pressed={list === name}
              onClick={() => choose(name)}
            >
              {words.lists[name]} <kbd aria-hidden="true">{i + 1}</kbd>
            </button>
          ))}
        </div>
        <Link href="/workbench/needs/record" className="wb-button wb-primary">
          {words.record} <kbd aria-hidden="true">n</kbd>
        </Link>
        <button type="button" className="wb-button" disabled={chosen.size === 0} onClick={print}>
          <Icon name="print" /> {words.printOf(chosen.size)}
        </button>
      </div>
      {people.length === 0 ? (
        <Empty>{empty[list]}</Empty>
      ) : (
        <div className="wb-table-frame" ref={frame}>
          <Rows people={people} chosen={chosen} mark={mark} />
        </div>
      )}
    </div>
  );
};
