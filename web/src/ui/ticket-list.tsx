/** Requests in a list: what, in which state, by when. */
import { Link } from 'wouter';
import type { TicketSummary } from '../api/ticket.ts';
import { useWords } from '../i18n/i18n.ts';
import { dateText } from './dates.ts';
import { Icon } from './icon.tsx';

/** It is the resident's turn. */
export const waitsForResident = ({ state }: TicketSummary): boolean =>
  state === 'awaiting-supplement' || state === 'awaiting-resident';

const isOpen = ({ holder }: TicketSummary): boolean => holder.kind !== 'none';

export const TicketList = ({ tickets }: { tickets: readonly TicketSummary[] }) => {
  const { t, say, language } = useWords();
  return (
    <ul className="list">
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Link href={`/my/${ticket.id}`} className="row">
            <span className="row-main">
              <span className="row-title">{say(ticket.item)}</span>
              <span className="row-sub">
                <span className={waitsForResident(ticket) ? 'tag tag-warm' : 'tag'}>{say(ticket.stateName)}</span>{' '}
                {isOpen(ticket) && ticket.state !== 'resolved'
                  ? t('requests.by', { date: dateText(ticket.promisedAt, language) })
                  : t('requests.filed', { date: dateText(ticket.filedAt, language) })}
              </span>
              <span className="row-sub">{t('requests.reference', { reference: ticket.reference })}</span>
            </span>
            <Icon name="next" />
          </Link>
        </li>
      ))}
    </ul>
  );
};
