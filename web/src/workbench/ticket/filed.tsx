/** What was filed, personal values masked; in full for two minutes, for a purpose that the resident is told. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { Purpose } from '../../../../domain/audit.ts';
import { isPersonal } from '../../../../domain/masking.ts';
import { itemQuery } from '../../api/item.ts';
import { send } from '../../api/api.ts';
import type { Ticket } from '../../api/ticket.ts';
import { AnswerText } from '../../ui/answer-text.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { useStaffWords } from '../words.ts';

/** Milliseconds that whole values stay on the screen: the counter is a public place. */
const shownFor = 120_000;
const purposes = ['identity', 'contact', 'decision', 'correction', 'emergency'] as const satisfies readonly Purpose[];

type Named = { readonly id: string; readonly name: string };

const Reveal = (props: {
  ticketId: string;
  fields: readonly Named[];
  show: (values: object) => void;
  close: () => void;
}) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const [fields, setFields] = useState<readonly string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | ''>('');
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const reveal = useMutation({
    mutationFn: (chosen: Purpose) =>
      send('/tickets/{id}/personal-data', {
        params: { id: props.ticketId },
        body: { fields: [...fields], purpose: chosen, reason: reason.trim() },
      }),
    onSuccess: ({ values }) => props.show(values),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = fields.length === 0 || purpose === '' || reason.trim().length < 2;
    setIsMissing(missing);
    if (!missing) reveal.mutate(purpose);
  };
  return (
    <form
      className="wb-form"
      noValidate
      aria-label={w.reveal.open}
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && props.close()}
    >
      {isMissing && (
        <p className="problem" role="alert">
          {w.reveal.missing}
        </p>
      )}
      {reveal.error && (
        <p className="problem" role="alert">
          {failureWords(reveal.error).detail}
        </p>
      )}
      <fieldset className="wb-field">
        <legend>{w.reveal.which}</legend>
        <div className="wb-checks">
          {props.fields.map(({ id, name }) => (
            <label key={id} className="wb-check">
              <input
                type="checkbox"
                checked={fields.includes(id)}
                onChange={({ target }) =>
                  setFields(target.checked ? [...fields, id] : fields.filter((each) => each !== id))
                }
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="wb-pair">
        <label className="wb-field">
          {w.reveal.purpose}
          <select value={purpose} onChange={({ target }) => setPurpose(target.value as Purpose)}>
            <option value="">{w.act.choose}</option>
            {purposes.map((each) => (
              <option key={each} value={each}>
                {w.reveal.purposes[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="wb-field">
          {w.reveal.reason}
          <input autoComplete="off" maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
      </div>
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={reveal.isPending}>
          {w.reveal.show}
        </button>
        <button type="button" className="wb-button" onClick={props.close}>
          {w.cancel}
        </button>
      </p>
    </form>
  );
};

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
  if (!answers) return <p className="hint">{ticket.erased ? w.ticket.erased : w.ticket.noForm}</p>;
  if (!item) return null;
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
