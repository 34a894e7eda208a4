/** The rows of one kind. The reference is the link; on a phone each row is a card of its own. */
import type { Ref } from 'react';
import { Link, useLocation } from 'wouter';
import { epochMs } from '../../../../domain/time.ts';
import { dateText, momentText } from '../../ui/dates.ts';
import { ClockChip } from '../../workbench/clock-chip.tsx';
import { durationText } from '../../workbench/clock-state.ts';
import type { AttentionKind, AttentionRow } from '../api.ts';
import { useSupervisionWords } from '../words.ts';

type RowsProps = {
  readonly ref: Ref<HTMLTableSectionElement>;
  readonly tickets: readonly AttentionRow[];
  readonly kind: AttentionKind;
  readonly name: string;
  readonly now: number;
};

/** The card that this list is about, the newest where there are several. */
const cardOf = ({ cards }: AttentionRow, kind: AttentionKind) => cards.findLast(({ level }) => level === kind);

const Since = ({ ticket, kind, now }: { ticket: AttentionRow; kind: AttentionKind; now: number }) => {
  const { s, w, language } = useSupervisionWords();
  if (kind === 'due-today') return <ClockChip due={ticket.since} stands={false} now={now} />;
  const waited = durationText(Math.max(0, now - epochMs(ticket.since)), w.clock);
  return <span title={momentText(ticket.since, language)}>{s.attention.since(waited)}</span>;
};

const CardCell = ({ ticket, kind, now }: { ticket: AttentionRow; kind: AttentionKind; now: number }) => {
  const { s } = useSupervisionWords();
  const card = cardOf(ticket, kind);
  if (!card) return null;
  return (
    <>
      <span className={card.explained ? 'tag tag-warm' : 'tag'}>
        {card.explained ? s.attention.decide : s.attention.unexplained}
      </span>{' '}
      <ClockChip due={card.answerBy} stands={false} now={now} />
    </>
  );
};

export const Rows = ({ ref, tickets, kind, name, now }: RowsProps) => {
  const { s, w, t, say, language } = useSupervisionWords();
  const [, go] = useLocation();
  const isCards = kind === 'red' || kind === 'yellow';
  const holderName = ({ unit, holder }: AttentionRow): string => (unit ? say(unit) : t(`holders.${holder.kind}`));
  return (
    <div className="wb-table-frame">
      <table className="wb-table sv-rows">
        <caption className="sr-only">{s.attention.caption(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{kind === 'due-today' ? w.list.due : s.attention.waits}</th>
            <th scope="col">{w.list.reference}</th>
            <th scope="col">{w.list.item}</th>
            <th scope="col">{s.attention.place}</th>
            <th scope="col">{s.attention.holder}</th>
            {isCards && <th scope="col">{s.attention.card}</th>}
            <th scope="col">{w.list.state}</th>
            <th scope="col">{s.attention.promised}</th>
          </tr>
        </thead>
        <tbody ref={ref}>
          {tickets.map((ticket) => (
            <tr key={ticket.id} onClick={() => go(`/supervision/tickets/${ticket.id}`)}>
              <td data-label={kind === 'due-today' ? w.list.due : s.attention.waits}>
                <Since ticket={ticket} kind={kind} now={now} />
              </td>
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
              <td data-label={s.attention.holder} className="sv-holder">
                {holderName(ticket)}
              </td>
              {isCards && (
                <td data-label={s.attention.card} className="sv-card">
                  <CardCell ticket={ticket} kind={kind} now={now} />
                </td>
              )}
              <td data-label={w.list.state}>
                <span className="tag">{say(ticket.stateName)}</span>
              </td>
              <td data-label={s.attention.promised}>{dateText(ticket.promisedAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
