import type { Ticket } from '../../api/ticket.ts';
import { workingText } from '../../ui/dates.ts';
import { useStaffWords } from '../words.ts';

/** Whose working time it took so far. */
export const Elapsed = ({ ticket }: { ticket: Ticket }) => {
  const { w, t, say, language } = useStaffWords();
  const nameOf = (key: string): string => {
    const [kind = '', id] = key.split(':');
    if (id === ticket.station.id) return say(ticket.station);
    if (ticket.office && id === ticket.office.id) return say(ticket.office);
    if (kind === 'resident') return w.ticket.resident;
    return id === undefined ? t(`holders.${kind as 'reviewer'}`) : w.ticket.otherOffice;
  };
  const parts = Object.entries(ticket.elapsed).filter(([, ms]) => ms >= 60_000);
  if (parts.length === 0) return null;
  return (
    <section className="wb-panel" aria-labelledby="elapsed">
      <h2 id="elapsed">{w.ticket.elapsed}</h2>
      <dl className="wb-facts">
        {parts.map(([key, ms]) => (
          <div key={key}>
            <dt>{nameOf(key)}</dt>
            <dd>{workingText(ms, language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
