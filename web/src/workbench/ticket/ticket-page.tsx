/** One request with all its facts in one view, looked at again while it is open. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { clocksQuery, type Ticket } from '../../api/ticket.ts';
import { refusalIn } from '../../api/failure.ts';
import NotFound from '../../pages/not-found.tsx';
import { Clocks } from '../../pages/request/clocks.tsx';
import { dateText, momentText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { deskTicketQuery, historyQuery } from '../api.ts';
import { useHandlerName } from '../board/rows.tsx';
import { ClockChip } from '../clock-chip.tsx';
import { useWorker } from '../me.ts';
import { useColleagues } from '../use-colleagues.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';
import { Actions } from './actions.tsx';
import { Cards } from './cards.tsx';
import { Elapsed } from './elapsed.tsx';
import { Filed } from './filed.tsx';
import { History } from './history.tsx';
import { Papers } from './papers.tsx';

/** Rights that run out, and the counter's ten minutes, are no due of this desk. */
const silent = new Set(['RETURN', 'APPEAL', 'COUNTER', 'STEP']);

/** The clock that runs out first. */
const nextDue = ({ clocks }: Ticket): string | undefined =>
  clocks
    .filter(
      ({ status, name, endedAt }) => (status === 'running' || (status === 'missed' && !endedAt)) && !silent.has(name),
    )
    .map(({ due }) => due)
    .sort()[0];

const Head = ({ ticket }: { ticket: Ticket }) => {
  const { w, say, language } = useStaffWords();
  const now = useServiceNow();
  const { officeId, home } = useWorker();
  const handlerName = useHandlerName(useColleagues(officeId ?? ticket.holder.id));
  const heading = useRef<HTMLHeadingElement>(null);
  const due = nextDue(ticket);
  useEffect(() => {
    document.title = `${ticket.reference} · ${w.title}`;
  }, [ticket.reference, w]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const facts: readonly (readonly [string, string])[] = [
    [
      ticket.latest ? w.ticket.latest : w.ticket.promised,
      `${momentText(ticket.promisedAt, language)}${ticket.provisional ? `（${w.ticket.provisional}）` : ''}`,
    ],
    [w.ticket.station, say(ticket.station)],
    ...(ticket.office ? [[w.ticket.office, say(ticket.office)] as const] : []),
    [w.ticket.handler, handlerName(ticket.handlerId)],
    [
      w.ticket.filed,
      `${dateText(ticket.filedAt, language)} · ${w.channels[ticket.channel as 'web'] ?? ticket.channel}`,
    ],
  ];
  return (
    <header className="wb-ticket-head">
      <p className="no-print">
        <Link href={home}>{home === '/workbench' ? w.ticket.back : w.ticket.backToList}</Link>{' '}
        <kbd aria-hidden="true">Esc</kbd>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {say(ticket.item)} <span className="wb-reference">{ticket.reference}</span>
      </h1>
      <p className="wb-state" aria-live="polite">
        <strong>{say(ticket.stateName)}</strong>{' '}
        <span className={`wb-lane wb-lane-${ticket.lane}`}>{w.lanes[ticket.lane as 'urgent'] ?? ticket.lane}</span>{' '}
        {due && <ClockChip due={due} stands={ticket.suspended} now={now} />}{' '}
        {ticket.suspended && !due && <span className="tag tag-warm">{w.ticket.suspended}</span>}{' '}
        {ticket.rating && <span className="tag">{w.ticket.rating(ticket.rating.level)}</span>} {say(ticket.next)}
      </p>
      <dl className="wb-line">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
};

export const TicketPage = ({ id }: { id: string }) => {
  const { w } = useStaffWords();
  const [, go] = useLocation();
  const { officeId, home } = useWorker();
  const { data: ticket, error, refetch } = useQuery(deskTicketQuery(id));
  const { data: history } = useQuery(historyQuery(id));
  const { data: accounts } = useQuery(clocksQuery(id, ticket?.version));
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (error && !ticket) return <Failed error={error} again={() => void refetch()} />;
  if (!ticket || !history) return <Loading />;
  /** Back to the board as it was filtered, where one came from there. */
  const leave = (): void => (window.history.length > 1 ? window.history.back() : go(home));
  return (
    <div className="wb-page">
      {error && <p className="wb-stale">{w.notUpdated}</p>}
      <Head ticket={ticket} />
      <div className="wb-columns">
        <div>
          <Actions ticket={ticket} events={history.events} leave={leave} />
          <Cards ticket={ticket} events={history.events} />
          <section className="wb-panel" aria-labelledby="filed">
            <h2 id="filed">{w.ticket.form}</h2>
            <Filed ticket={ticket} />
          </section>
          {ticket.form && (
            <section className="wb-panel" aria-labelledby="papers">
              <h2 id="papers">{w.ticket.papers}</h2>
              <Papers ticket={ticket} />
              {officeId !== null && (
                <Link href={`/workbench/tickets/${id}/handover`} className="wb-button no-print">
                  <Icon name="print" /> {w.ticket.handover}
                </Link>
              )}
            </section>
          )}
        </div>
        <div>
          <section className="wb-panel" aria-labelledby="timeline">
            <h2 id="timeline">{w.ticket.timeline}</h2>
            <History events={history.events} ticket={ticket} />
          </section>
          {accounts && <Clocks accounts={accounts.clocks} />}
          <Elapsed ticket={ticket} />
        </div>
      </div>
    </div>
  );
};
