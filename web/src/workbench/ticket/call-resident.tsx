/** The number of whoever gave a bad rating, for those who look into it: they see nothing else of what was filed. */
import { useEffect, useState } from 'react';
import type { Item } from '../../../../domain/catalogue.ts';
import type { Ticket } from '../../api/ticket.ts';
import { useStaffWords } from '../words.ts';
import { Reveal, shownFor } from './reveal.tsx';

export const mayCall = ({ actions }: Ticket): boolean =>
  actions.includes('verify-rating') || actions.includes('record-call-back');

export const CallResident = ({ ticket, item }: { ticket: Ticket; item: Item }) => {
  const { w, say } = useStaffWords();
  const [asks, setAsks] = useState(false);
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setNumbers([]), shownFor);
    return () => clearTimeout(timer);
  }, [numbers]);
  const fields = item.form.fields
    .filter(({ type }) => type === 'phone')
    .map((field) => ({ id: field.id, name: say(field) }));
  if (numbers.length > 0)
    return (
      <p role="status" className="wb-whole">
        {numbers.map((number) => (
          <a key={number} href={`tel:${number}`} className="wb-button">
            {number}
          </a>
        ))}{' '}
        <button type="button" className="wb-button" onClick={() => setNumbers([])}>
          {w.reveal.hide}
        </button>
      </p>
    );
  return asks ? (
    <Reveal
      ticketId={ticket.id}
      fields={fields}
      only="contact"
      close={() => setAsks(false)}
      show={(values) => {
        setNumbers(Object.values(values).map(String));
        setAsks(false);
      }}
    />
  ) : (
    <button type="button" className="wb-button no-print" onClick={() => setAsks(true)}>
      {w.reveal.call}
    </button>
  );
};
