/** Doing what a request offers. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { act, type OwnAction, type Ticket } from '../../api/ticket.ts';

export type ActionBodyOf = Parameters<typeof act>[2];

/** Does an action and shows what came of it. */
export const useAct = (ticket: Ticket) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: OwnAction; body: ActionBodyOf }) => act(ticket.id, action, body),
    onSuccess: async (changed) => {
      queries.setQueryData(['ticket', ticket.id], changed);
      await queries.invalidateQueries({ queryKey: ['ticket', ticket.id] });
      await queries.invalidateQueries({ queryKey: ['tickets'] });
    },
  });
};
export type Acts = ReturnType<typeof useAct>;
