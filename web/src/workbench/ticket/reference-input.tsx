/** Another request by its reference; what the action wants is its id. */
import { useState } from 'react';
import { asWritten, isReference } from '../../../../domain/ids.ts';
import { searchTickets } from '../api.ts';
import { useStaffWords } from '../words.ts';

type ReferenceInputProps = {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (ticketId: string) => void;
  readonly described: object;
};

export const ReferenceInput = ({ id, value, onChange, described }: ReferenceInputProps) => {
  const { w, say } = useStaffWords();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState('');
  const look = async (text: string): Promise<void> => {
    const reference = asWritten(text);
    setTyped(text);
    setTold('');
    if (value) onChange('');
    if (!isReference(reference)) return;
    const [found] = (await searchTickets('reference', reference).catch(() => ({ tickets: [] }))).tickets;
    setTold(found ? `${say(found.item)} · ${say(found.stateName)}` : w.act.noTicket);
    if (found) onChange(found.id);
  };
  return (
    <>
      <input
        id={id}
        autoComplete="off"
        maxLength={12}
        value={typed}
        onChange={({ target }) => void look(target.value)}
        {...described}
      />
      <span role="status" className="hint">
        {told}
      </span>
    </>
  );
};
