/**
 * Who may act for the person at the counter. A paper is recorded with the original in hand; ending needs only the
 * person's wish, also by telephone.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Basis, bases, type Recorded, relations } from '../../../../domain/mandate.ts';
import { read, type Reply, send } from '../../api/api.ts';
import { failureIn } from '../../api/failure.ts';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading, useFailureWords } from '../../ui/state.tsx';
import { useStaffWords } from '../words.ts';
import { MandateItems } from './mandate-items.tsx';

type Mandate = Reply<'GET', '/residents/{id}/mandates'>['mandates'][number];

const isRelation = (value: string): value is Recorded['relation'] => relations.some((each) => each === value);

/** Everything that the service has against it, each with what to do. */
const useFaults = () => {
  const { say } = useStaffWords();
  const failureWords = useFailureWords();
  return (error: unknown): string => {
    const found = failureIn(error);
    const told = found.kind === 'refused' ? (found.problem.errors ?? []).map(say) : [];
    return told.length > 0 ? told.join(' ') : failureWords(error).detail;
  };
};

const Line = ({ mandate, residentId }: { mandate: Mandate; residentId: string }) => {
  const { w, t, say, language } = useStaffWords();
  const faults = useFaults();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string | undefined>(undefined);
  const end = useMutation({
    mutationFn: (why: string) =>
      send('/residents/{id}/mandates/{mandateId}/end', {
        params: { id: residentId, mandateId: mandate.id },
        body: { reason: why },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mandates-of', residentId] }),
  });
  const { agentName = '', relation, items, validTo, inForce, recorded, revokedAt } = mandate;
  return (
    <li>
      <strong>{agentName}</strong> · {isRelation(relation) ? t(`relations.${relation}`) : relation} ·{' '}
      {items === 'all' ? t('acting.allItems') : t('acting.someItems', { count: items.length })} ·{' '}
      {revokedAt !== undefined
        ? t('acting.revoked')
        : t(inForce ? 'acting.until' : 'acting.ended', { date: dateText(validTo, language) })}{' '}
      · <span className="hint">{recorded ? say(recorded) : w.mandates.online}</span>{' '}
      {inForce && reason === undefined && (
        <button type="button" className="link-button" onClick={() => setReason('')}>
          {w.mandates.end}
        </button>
      )}
      {inForce && reason !== undefined && (
        <form
          className="wb-form"
          aria-label={w.mandates.end}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length >= 2 && !end.isPending) end.mutate(reason.trim());
          }}
        >
          {end.error && (
            <p className="problem" role="alert">
              {faults(end.error)}
            </p>
          )}
          <label className="wb-field">
            {w.mandates.reason}
            <input required minLength={2} value={reason} onChange={({ target }) => setReason(target.value)} />
          </label>
          <p className="wb-buttons">
            <button type="submit" className="wb-button wb-primary" disabled={end.isPending}>
              {w.mandates.endNow}
            </button>
            <button type="button" className="wb-button" onClick={() => setReason(undefined)}>
              {w.cancel}
            </button>
          </p>
        </form>
      )}
    </li>
  );
};

const Recording = ({ residentId, close }: { residentId: string; close: () => void }) => {
  const { w, t, say } = useStaffWords();
  const faults = useFaults();
  const queries = useQueryClient();
  const [basis, setBasis] = useState<Basis>('power-of-attorney');
  const [agentIdNumber, setAgentIdNumber] = useState('');
  const [relation, setRelation] = useState<Recorded['relation']>('child');
  const [items, setItems] = useState<Recorded['items']>([]);
  const [validTo, setValidTo] = useState('');
  const [isCompared, setIsCompared] = useState(false);
  const [missing, setMissing] = useState('');
  const record = useMutation({
    mutationFn: (body: Recorded) => send('/residents/{id}/mandates', { params: { id: residentId }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mandates-of', residentId] });
      close();
    },
  });
  const isGuardian = basis !== 'power-of-attorney';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wants = [
      agentIdNumber.trim() === '' && w.mandates.agentMissing,
      items !== 'all' && items.length === 0 && t('acting.itemsMissing'),
      validTo === '' && w.mandates.dateMissing,
      !isCompared && w.mandates.compareMissing,
    ].filter((each): each is string => typeof each === 'string');
    setMissing(wants.join(' '));
    if (wants.length > 0 || record.isPending) return;
    record.mutate({
      agentIdNumber: agentIdNumber.trim(),
      basis,
      relation: isGuardian ? 'guardian' : relation,
      items,
      validTo,
      compared: true,
    });
  };
  const message = missing || (record.error ? faults(record.error) : '');
  return (
    <form
      className="wb-form"
      noValidate
      aria-label={w.mandates.record}
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      {message !== '' && (
        <p className="problem" role="alert">
          {message}
        </p>
      )}
      <fieldset className="wb-field">
        <legend>{w.mandates.basis}</legend>
        {Object.entries(bases).map(([name, words]) => (
          <label key={name} className="wb-check">
            <input type="radio" name="basis" checked={basis === name} onChange={() => setBasis(name as Basis)} />
            {say(words)}
          </label>
        ))}
      </fieldset>
      <div className="wb-pair">
        <label className="wb-field">
          {w.mandates.agent}
          <input autoComplete="off" value={agentIdNumber} onChange={({ target }) => setAgentIdNumber(target.value)} />
        </label>
        {!isGuardian && (
          <label className="wb-field">
            {t('acting.relation')}
            <select value={relation} onChange={({ target }) => isRelation(target.value) && setRelation(target.value)}>
              {relations
                .filter((each) => each !== 'guardian')
                .map((each) => (
                  <option key={each} value={each}>
                    {t(`relations.${each}`)}
                  </option>
                ))}
            </select>
          </label>
        )}
        <label className="wb-field">
          {t('acting.validTo')}
          <input type="date" value={validTo} onChange={({ target }) => setValidTo(target.value)} />
        </label>
      </div>
      <MandateItems items={items} choose={setItems} />
      <label className="wb-check">
        <input type="checkbox" checked={isCompared} onChange={({ target }) => setIsCompared(target.checked)} />
        {w.mandates.compared}
      </label>
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={record.isPending}>
          {w.mandates.save}
        </button>
        <button type="button" className="wb-button" onClick={close}>
          {w.cancel}
        </button>
      </p>
    </form>
  );
};

type MandatesProps = {
  readonly residentId: string;
  /** Is there somebody whose papers can be looked at? */
  readonly seesPapers: boolean;
};

export const Mandates = ({ residentId, seesPapers }: MandatesProps) => {
  const { w } = useStaffWords();
  const [isOpen, setIsOpen] = useState(false);
  const [isRecording, setIsRecording] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['mandates-of', residentId],
    queryFn: () => read('/residents/{id}/mandates', { params: { id: residentId } }),
    enabled: isOpen,
  });
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{w.mandates.title}</summary>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        isOpen && <Loading />
      ) : (
        <>
          {data.mandates.length === 0 ? (
            <p className="hint">{w.mandates.none}</p>
          ) : (
            <ul className="wb-links">
              {data.mandates.map((mandate) => (
                <Line key={mandate.id} mandate={mandate} residentId={residentId} />
              ))}
            </ul>
          )}
          {isRecording ? (
            <Recording residentId={residentId} close={() => setIsRecording(false)} />
          ) : seesPapers ? (
            <p>
              <button type="button" className="wb-button" onClick={() => setIsRecording(true)}>
                {w.mandates.record}
              </button>
            </p>
          ) : (
            <p className="hint">{w.mandates.notByPhone}</p>
          )}
        </>
      )}
    </details>
  );
};
