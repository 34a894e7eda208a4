/** What was filed, personal values masked; in full for two minutes, for a purpose that the resident is told. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isPersonal } from '../../../../domain/masking.ts';
import { itemQuery } from '../../api/item.ts';
import type { Ticket } from '../../api/ticket.ts';
import { AnswerText } from '../../ui/answer-text.tsx';
import { useStaffWords } from '../words.ts';
import { CallResident, mayCall } from './call-resident.tsx';
import { Reveal, shownFor } from './reveal.tsx';

export const Filed = ({ ticket }: { ticket: Ticket }) => {
  const { w, say } = useStaffWords();
  const { data: item } = useQuery(itemQuery(ticket.itemId));
  const [asks, setAsks] = useState(false);
  const [whole, setWhole] = useState<Readonly<Record<string, unknown>>>({});
  useEffect(() => {
    const timer = setTimeout(() => setWhole({}), shownFor);
    return () => clearTimeout(timer);
  }, [whole]);
  const answers = ticket.form;
  if (ticket.erased) return <p className="hint">{w.ticket.erased}</p>;
  if (!item) return null;
  if (!answers)
    return (
      <>
        <p className="hint">{w.ticket.noForm}</p>
        {mayCall(ticket) && <CallResident ticket={ticket} item={item} />}
      </>
    );
  const known = new Map(item.form.fields.map((field) => [field.id, field]));
  const nameOf = (id: string): string => {
    const field = known.get(id);
    return field ? say(field) : (w.agentFields[id as 'agentName'] ?? id);
  };
  const ids = [...item.form.fields.map(({ id }) => id), ...Object.keys(answers).filter((id) => !known.has(id))].filter(
    (id) => id in answers,
  );
  const masked = ids.filter((id) => {
    const field = known.get(id);
    return !field || isPersonal(field);
  });
  const isWhole = Object.keys(whole).length > 0;
  return (
    <>
      <dl className="wb-facts">
        {ids.map((id) => {
          const field = known.get(id);
          const value = id in whole ? whole[id] : answers[id];
          return (
            <div key={id} className={id in whole ? 'wb-whole' : undefined}>
              <dt>{nameOf(id)}</dt>
              <dd>{field ? <AnswerText field={field} value={value} /> : String(value)}</dd>
            </div>
          );
        })}
      </dl>
      {asks ? (
        <Reveal
          ticketId={ticket.id}
          fields={masked.map((id) => ({ id, name: nameOf(id) }))}
          close={() => setAsks(false)}
          show={(values) => {
            setWhole({ ...values });
            setAsks(false);
          }}
        />
      ) : (
        masked.length > 0 && (
          <button type="button" className="wb-button no-print" onClick={() => (isWhole ? setWhole({}) : setAsks(true))}>
            {isWhole ? w.reveal.hide : w.reveal.open}
          </button>
        )
      )}
    </>
  );
};
