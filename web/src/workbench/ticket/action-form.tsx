/**
 * The form of one action. It is sent on the version that its writer saw: when somebody else acts meanwhile, their change
 * is shown beside what was typed, which stays, and is sent only after the writer has said that they saw it.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type ActionName, actions } from '../../../../domain/ticket/actions.ts';
import { refusalIn } from '../../api/failure.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { actAtDesk } from '../api.ts';
import { useStaffWords } from '../words.ts';
import { ActionFieldInput } from './action-field.tsx';
import { askedFields, checked, type Fault } from './action-fields.ts';
import { History } from './history.tsx';
import { useTyped } from './kept.ts';

/** The request as its writer has seen it. */
type Seen = { readonly version: number; readonly sequence: number };
const seenOf = (ticket: Ticket, events: readonly Happened[]): Seen => ({
  version: ticket.version,
  sequence: events.at(-1)?.sequence ?? 0,
});

/**
 * Does an action, and has the pages show what came of it. No answer tells the form: what is shown of it stays until the
 * request was read again, and whoever has handed it away then has neither form nor papers to ask for.
 */
export const useDeskAct = (ticketId: string) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body, version }: { action: ActionName; body: object; version: number }) =>
      actAtDesk(ticketId, action, body, version),
    // With the version of the answer beside the form of before, papers of a request that was handed away would be asked for.
    onSuccess: (changed) =>
      queries.setQueryData(['ticket', ticketId], (was: Ticket | undefined) => (was?.form ? was : changed)),
    // Also after a refusal: mostly it means that something has changed.
    onSettled: async () => {
      const queryKey = ['ticket', ticketId];
      await queries.invalidateQueries({ queryKey, exact: true });
      const hasForm = queries.getQueryData<Ticket>(queryKey)?.form !== undefined;
      await queries.invalidateQueries({
        queryKey,
        predicate: ({ queryKey: [, , part] }) => part !== undefined && (part !== 'papers' || hasForm),
      });
      await queries.invalidateQueries({ queryKey: ['board'] });
    },
  });
};

type ActionFormProps = {
  readonly ticket: Ticket;
  readonly events: readonly Happened[];
  readonly action: ActionName;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const ActionForm = ({ ticket, events, action, onDone, onClose }: ActionFormProps) => {
  const { w, say } = useStaffWords();
  const failureWords = useFailureWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { answers, type, forget } = useTyped(ticket.id, action);
  const [seen, setSeen] = useState(() => seenOf(ticket, events));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const act = useDeskAct(ticket.id);
  const fields = askedFields(action, answers, events);
  const isPossible = ticket.actions.includes(action);
  const hasChanged = ticket.version !== seen.version && !act.isSuccess && !act.isPending;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, []);
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const result = checked(action, answers, events);
    setFaults('faults' in result ? result.faults : []);
    if ('faults' in result || act.isPending || hasChanged || !isPossible) return;
    const { body } = result;
    act.mutate(
      { action, body, version: seen.version },
      {
        onSuccess: () => {
          forget();
          onDone();
        },
      },
    );
  };

  const failure = act.error && refusalIn(act.error) !== 'stale-version' ? failureWords(act.error) : undefined;
  return (
    <form
      ref={form}
      className="wb-form"
      noValidate
      aria-label={say(actions[action])}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
      }}
    >
      <h3>{say(actions[action])}</h3>
      {hasChanged && (
        <div className="wb-changed" role="alert">
          <h4>{w.act.changedTitle}</h4>
          <p>{isPossible ? w.act.changedDo : w.act.gone}</p>
          <History events={events.filter(({ sequence }) => sequence > seen.sequence)} ticket={ticket} />
          <button type="button" className="wb-button" onClick={() => setSeen(seenOf(ticket, events))}>
            {w.act.changedSeen}
          </button>
        </div>
      )}
      {!hasChanged && !isPossible && (
        <p className="wb-changed" role="alert">
          {w.act.gone}
        </p>
      )}
      {failure && (
        <p className="problem" role="alert">
          {failure.title}：{failure.detail}
        </p>
      )}
      {fields.map((field) => (
        <ActionFieldInput
          key={field.name}
          id={`${id}-${field.name}`}
          action={action}
          field={field}
          value={answers[field.name]}
          answers={answers}
          ticket={ticket}
          events={events}
          fault={faults.find((fault) => fault.field === field.name)}
          onChange={(value) => type(field.name, value)}
        />
      ))}
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={act.isPending || hasChanged || !isPossible}>
          {act.isPending ? w.act.sending : say(actions[action])}
        </button>
        <button type="button" className="wb-button" onClick={onClose}>
          {w.cancel}
        </button>
        <span className="hint">{w.act.submitKey}</span>
      </p>
    </form>
  );
};
