/** What goes with papers on paper from the station to an office: printed, counted and signed by both. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { itemQuery } from '../../api/item.ts';
import { Icon } from '../../ui/icon.tsx';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { deskTicketQuery } from '../api.ts';
import { instantOf } from '../../../../domain/time.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';

export const Handover = ({ id }: { id: string }) => {
  const { w, say, language } = useStaffWords();
  const now = useServiceNow();
  const { data: ticket, error, refetch } = useQuery(deskTicketQuery(id));
  const { data: item } = useQuery({ ...itemQuery(ticket?.itemId ?? ''), enabled: ticket !== undefined });
  useEffect(() => {
    document.title = `${w.handover.title} ${ticket?.reference ?? ''}`;
  }, [w, ticket?.reference]);
  if (error && !ticket) return <Failed error={error} again={() => void refetch()} />;
  if (!ticket || !item) return <Loading />;
  return (
    <div className="wb-page wb-sheet">
      <p className="wb-buttons no-print">
        <button type="button" className="wb-button wb-primary" onClick={() => window.print()}>
          <Icon name="print" /> {w.handover.print}
        </button>
        <Link href={`/workbench/tickets/${id}`} className="wb-button">
          {w.close}
        </Link>
      </p>
      <h1>{w.handover.title}</h1>
      <p>{w.handover.lead}</p>
      <dl className="wb-facts">
        <div>
          <dt>{w.list.reference}</dt>
          <dd className="wb-reference">{ticket.reference}</dd>
        </div>
        <div>
          <dt>{w.list.item}</dt>
          <dd>{say(ticket.item)}</dd>
        </div>
        <div>
          <dt>{w.handover.from}</dt>
          <dd>{say(ticket.station)}</dd>
        </div>
        <div>
          <dt>{w.handover.to}</dt>
          <dd>{ticket.office ? say(ticket.office) : ''}</dd>
        </div>
        <div>
          <dt>{w.handover.date}</dt>
          <dd>{dateText(instantOf(now), language)}</dd>
        </div>
      </dl>
      <table className="wb-sheet-table">
        <thead>
          <tr>
            <th scope="col">{w.handover.material}</th>
            <th scope="col">{w.handover.copies}</th>
            <th scope="col">{w.handover.checked}</th>
          </tr>
        </thead>
        <tbody>
          {item.materials.map((material) => (
            <tr key={material.ref}>
              <td>{say(material)}</td>
              <td>{'\u00A0'}</td>
              <td>□</td>
            </tr>
          ))}
          <tr>
            <td>{'\u00A0'}</td>
            <td>{'\u00A0'}</td>
            <td>□</td>
          </tr>
        </tbody>
      </table>
      <p className="wb-signatures">
        <span>{w.handover.giver}</span>
        <span>{w.handover.taker}</span>
      </p>
    </div>
  );
};
