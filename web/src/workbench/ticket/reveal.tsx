/** Asks for masked values in full: which, for what purpose and why, since the person is told. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Purpose } from '../../../../domain/audit.ts';
import { send } from '../../api/api.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useStaffWords } from '../words.ts';

/** Milliseconds that whole values stay on the screen: the counter is a public place. */
export const shownFor = 120_000;
const purposes = ['identity', 'contact', 'decision', 'correction', 'emergency'] as const satisfies readonly Purpose[];

type Named = { readonly id: string; readonly name: string };

export const Reveal = (props: {
  ticketId: string;
  fields: readonly Named[];
  /** The only purpose that there is here. */
  only?: Purpose;
  show: (values: object) => void;
  close: () => void;
}) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const [fields, setFields] = useState<readonly string[]>(() =>
    props.fields.length === 1 ? props.fields.map(({ id }) => id) : [],
  );
  const [purpose, setPurpose] = useState<Purpose | ''>(props.only ?? '');
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
      aria-label={props.only ? w.reveal.call : w.reveal.open}
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
        {!props.only && (
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
        )}
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
