/** The table of the board. The reference is the link; the rest of a row follows it for whoever has a mouse. */
import type { Ref } from 'react';
import { Link, useLocation } from 'wouter';
import type { BoardRow, Colleague } from '../api.ts';
import { ClockChip } from '../clock-chip.tsx';
import { useDesk, useWorker } from '../me.ts';
import { shortName, useStaffWords } from '../words.ts';
import { stands } from './filters.ts';
import { dateText } from '../../ui/dates.ts';

type RowsProps = {
  readonly ref: Ref<HTMLTableSectionElement>;
  readonly rows: readonly BoardRow[];
  readonly office: { zh: string; en: string };
  readonly people: readonly Colleague[];
  readonly now: number;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (ids: readonly string[], on: boolean) => void;
};

/** Who works on it; nobody, while it lies here unclaimed. */
export const useHandlerName = (people: readonly Colleague[]) => {
  const { w, say } = useStaffWords();
  const { id } = useWorker();
  return (handlerId: string | null): string => {
    if (handlerId === null) return w.list.nobody;
    if (handlerId === id) return w.list.me;
    const person = people.find((each) => each.id === handlerId);
    return person ? shortName(say(person)) : w.list.colleague;
  };
};

const channelName = (channel: string, names: Readonly<Record<string, string>>): string => names[channel] ?? channel;

export const Rows = ({ ref, rows, office, people, now, chosen, choose }: RowsProps) => {
  const { w, say, language } = useStaffWords();
  const [, go] = useLocation();
  const { officeId } = useDesk();
  const handlerName = useHandlerName(people);
  return (
    <div className="wb-table-frame">
      <table className="wb-table">
        <caption className="sr-only">{w.list.caption(say(office))}</caption>
        <thead>
          <tr>
            <td>
              <input
                type="checkbox"
                aria-label={w.batch.all}
                checked={rows.every(({ id }) => chosen.has(id))}
                onChange={({ target }) =>
                  choose(
                    rows.map(({ id }) => id),
                    target.checked,
                  )
                }
              />
            </td>
            <th scope="col">{w.list.due}</th>
            <th scope="col">{w.filter.lane}</th>
            <th scope="col">{w.list.reference}</th>
            <th scope="col">{w.list.item}</th>
            <th scope="col">{w.list.state}</th>
            <th scope="col">{w.list.handler}</th>
            <th scope="col">{w.list.channel}</th>
            <th scope="col">{w.list.filed}</th>
          </tr>
        </thead>
        <tbody ref={ref}>
          {rows.map((row) => (
            <tr key={row.id} onClick={() => go(`/workbench/tickets/${row.id}`)}>
              <td onClick={(event) => event.stopPropagation()}>
                <input
                  type="checkbox"
                  aria-label={`${w.list.select} ${row.reference}`}
                  checked={chosen.has(row.id)}
                  onChange={({ target }) => choose([row.id], target.checked)}
                />
              </td>
              <td>
                <ClockChip due={row.due} stands={stands(row)} now={now} />
              </td>
              <td>
                <span className={`wb-lane wb-lane-${row.lane}`}>
                  {w.lanes[row.lane as keyof typeof w.lanes] ?? row.lane}
                </span>
              </td>
              <td>
                <Link
                  href={`/workbench/tickets/${row.id}`}
                  data-row={row.id}
                  className="wb-reference"
                  onClick={(event) => event.stopPropagation()}
                >
                  {row.reference}
                </Link>
              </td>
              <td className="wb-item">{say(row.item)}</td>
              <td>
                <span className="tag">{say(row.stateName)}</span>
              </td>
              <td className={row.handlerId === null ? 'wb-nobody' : ''}>
                {row.holder.id === officeId || row.handlerId !== null ? handlerName(row.handlerId) : '–'}
              </td>
              <td>{channelName(row.channel, w.channels)}</td>
              <td>{dateText(row.filedAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
