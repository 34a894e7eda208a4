/** What the visitor has under way already, so that nobody files the same thing twice. */
import { useQuery } from '@tanstack/react-query';
import { searchTickets } from '../api.ts';
import { TicketLinks } from '../find.tsx';
import { useStaffWords } from '../words.ts';

export const OpenTickets = ({ residentId, itemId }: { residentId: string; itemId?: string }) => {
  const { w } = useStaffWords();
  const { data } = useQuery({
    queryKey: ['tickets-of', residentId],
    queryFn: () => searchTickets('resident', residentId),
    staleTime: 0,
  });
  if (!data) return null;
  const open = data.tickets.filter(({ holder }) => holder.kind !== 'none');
  const same = open.filter((ticket) => ticket.itemId === itemId);
  if (same.length > 0)
    return (
      <div className="wb-changed" role="alert">
        <p>{w.intake.duplicate}</p>
        <TicketLinks tickets={same} />
      </div>
    );
  return (
    <div>
      <h3>{w.intake.open}</h3>
      {open.length > 0 ? <TicketLinks tickets={open} /> : <p className="hint">{w.intake.noneOpen}</p>}
    </div>
  );
};
