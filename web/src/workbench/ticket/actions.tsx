/** Exactly what the service lists for this person now, each with its number on the keyboard. */
import { useState } from 'react';
import { type ActionName, actions } from '../../../../domain/ticket/actions.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useKeys } from '../keys.ts';
import { useWorker } from '../me.ts';
import { useStaffWords } from '../words.ts';
import { actionFields, inOrder, isOffered } from './action-fields.ts';
import { ActionForm, useDeskAct } from './action-form.tsx';
import { typedAction } from './kept.ts';
import { RatingScreen } from './rating-screen.tsx';

const typedBefore = (workerId: string, ticketId: string): ActionName | undefined => {
  const action = typedAction(workerId, ticketId);
  return action !== undefined && isOffered(action) ? action : undefined;
};

export const Actions = ({
  ticket,
  events,
  leave,
}: {
  ticket: Ticket;
  events: readonly Happened[];
  leave: () => void;
}) => {
  const { w, say } = useStaffWords();
  const failureWords = useFailureWords();
  const worker = useWorker();
  const [open, setOpen] = useState(() => typedBefore(worker.id, ticket.id));
  const [done, setDone] = useState<ActionName | undefined>(undefined);
  const act = useDeskAct(ticket.id);
  const offered = inOrder(ticket.actions);

  const finish = (action: ActionName): void => {
    setOpen(undefined);
    setDone(action);
  };
  /** What asks nothing is done at once. */
  const choose = (action: ActionName): void => {
    setDone(undefined);
    act.reset();
    if (actionFields[action]?.length !== 0) return setOpen(action);
    setOpen(undefined);
    act.mutate({ action, body: {}, version: ticket.version }, { onSuccess: () => finish(action) });
  };
  useKeys({
    Escape: () => (open ? setOpen(undefined) : leave()),
    ...Object.fromEntries(offered.slice(0, 9).map((action, i) => [String(i + 1), () => choose(action)])),
  });
  const failure = act.error ? failureWords(act.error) : undefined;
  return (
    <section className="wb-panel no-print" aria-labelledby="actions">
      <h2 id="actions">{w.ticket.actions}</h2>
      <div role="status">{done && <p className="tag tag-good">{w.act.done(say(actions[done]))}</p>}</div>
      {failure && (
        <p className="problem" role="alert">
          {failure.title}：{failure.detail}
        </p>
      )}
      {offered.length === 0 && <p className="hint">{w.ticket.noActions}</p>}
      <div className="wb-actions">
        {offered.map((action, i) => (
          <button
            key={action}
            type="button"
            className={i === 0 ? 'wb-button wb-primary' : 'wb-button'}
            aria-keyshortcuts={i < 9 ? String(i + 1) : undefined}
            aria-expanded={actionFields[action]?.length === 0 ? undefined : open === action}
            disabled={act.isPending}
            onClick={() => choose(action)}
          >
            {say(actions[action])} {i < 9 && <kbd aria-hidden="true">{i + 1}</kbd>}
          </button>
        ))}
      </div>
      <RatingScreen ticket={ticket} />
      {open && (
        <ActionForm
          key={open}
          ticket={ticket}
          events={events}
          action={open}
          onDone={() => finish(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
};
