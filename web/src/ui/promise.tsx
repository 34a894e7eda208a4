/** The promised date, as a date. Before acceptance it is the latest one; it may be open or provisional. */
import type { TicketSummary } from '../api/ticket.ts';
import { useWords } from '../i18n/i18n.ts';
import { dateText, timeText } from './dates.ts';

const ended = new Set(['resolved', 'closed', 'refused', 'withdrawn', 'lapsed', 'merged', 'rectifying', 'calling-back']);

type Promised = Pick<TicketSummary, 'state' | 'latest' | 'promisedAt' | 'suspended' | 'provisional'>;

export const Promise = ({ ticket }: { ticket: Promised }) => {
  const { t, language } = useWords();
  if (ended.has(ticket.state)) return null;
  return (
    <div className="promise">
      <p className="receipt-label">{t(ticket.latest ? 'receipt.latest' : 'receipt.promised')}</p>
      <p className="promise-date">
        {dateText(ticket.promisedAt, language)}{' '}
        <small>{t('receipt.before', { time: timeText(ticket.promisedAt) })}</small>
      </p>
      {ticket.suspended && <p className="tag tag-warm">{t('receipt.suspended')}</p>}
      {ticket.provisional && <p className="tag tag-warm">{t('receipt.provisional')}</p>}
      {ticket.latest && !ticket.suspended && <p className="hint">{t('receipt.latestNote')}</p>}
    </div>
  );
};
