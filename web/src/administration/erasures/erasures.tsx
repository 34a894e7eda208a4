/** Who is about to be erased: proposed by one, confirmed by another; what people ask for themselves is only shown. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { read, type Reply, send } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { isOfCity, useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Problem } from '../parts/problem.tsx';
import { useErasureWords } from './words.ts';

type Erasure = Reply<'GET', '/erasures'>['erasures'][number];
const bases = ['death', 'order'] as const;

const erasuresQuery = { queryKey: ['erasures'], queryFn: () => read('/erasures') } as const;

const Propose = ({ onDone, onClose }: { onDone: () => void; onClose: () => void }) => {
  const { w } = useErasureWords();
  const [idNumber, setIdNumber] = useState('');
  const [basis, setBasis] = useState<(typeof bases)[number]>('death');
  const [document, setDocument] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const propose = useMutation({
    mutationFn: () => send('/erasures', { body: { idNumber, basis, document } }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = idNumber.trim().length < 15 || document.trim().length < 2;
    setIsMissing(missing);
    if (!missing) propose.mutate();
  };
  return (
    <form
      className="wb-panel wb-form"
      noValidate
      aria-label={w.propose}
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      {isMissing && (
        <p className="problem" role="alert">
          {w.missing}
        </p>
      )}
      {propose.error && <Problem error={propose.error} />}
      <label className="wb-field">
        {w.idNumber}
        <input
          autoComplete="off"
          inputMode="text"
          maxLength={18}
          value={idNumber}
          onChange={({ target }) => setIdNumber(target.value)}
        />
        <span className="hint">{w.idNumberHint}</span>
      </label>
      <label className="wb-field">
        {w.basis}
        <select value={basis} onChange={({ target }) => setBasis(target.value as (typeof bases)[number])}>
          {bases.map((each) => (
            <option key={each} value={each}>
              {w.bases[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="wb-field">
        {w.document}
        <input
          autoComplete="off"
          maxLength={200}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
        <span className="hint">{w.documentHint}</span>
      </label>
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={propose.isPending}>
          {w.send}
        </button>
        <button type="button" className="wb-button" onClick={onClose}>
          {w.close}
        </button>
      </p>
    </form>
  );
};

type Step = { readonly erasure: Erasure; readonly what: 'confirm' | 'reject' };

const Row = ({ erasure, onStep }: { erasure: Erasure; onStep: (step: Step) => void }) => {
  const { w, say, language } = useErasureWords();
  const date = (at: string | null): string => (at === null ? '—' : dateText(at, language));
  const isTheirs = erasure.basis === 'request';
  const step = (what: Step['what'], label: string) => (
    <button type="button" className="wb-button" onClick={() => onStep({ erasure, what })}>
      {label}
    </button>
  );
  return (
    <tr>
      <td>
        {erasure.name ?? '—'} <span className="hint">{erasure.residentId}</span>
      </td>
      <td>{say(erasure.basisName)}</td>
      <td>{erasure.document ?? '—'}</td>
      <td>
        {say(erasure.stateName)}
        {erasure.openRequests > 0 && <div className="hint">{w.open(erasure.openRequests)}</div>}
      </td>
      <td>{date(erasure.dueAt)}</td>
      <td>{date(erasure.keptUntil)}</td>
      <td>
        {isTheirs ? (
          <span className="hint">{w.own}</span>
        ) : (
          <span className="wb-buttons">
            {!erasure.confirmed && !erasure.proposedByMe && step('confirm', w.confirm)}
            {!erasure.confirmed && erasure.proposedByMe && <span className="hint">{w.byMe}</span>}
            {step('reject', erasure.confirmed ? w.stop : w.reject)}
          </span>
        )}
      </td>
    </tr>
  );
};

const Erasures = () => {
  const { w } = useErasureWords();
  const administrator = useAdministrator();
  const isCity = isOfCity(administrator);
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ ...erasuresQuery, enabled: isCity });
  const [asks, setAsks] = useState(false);
  const [step, setStep] = useState<Step | undefined>(undefined);
  const [done, setDone] = useState('');
  const settled = (words: string): void => {
    setAsks(false);
    setStep(undefined);
    setDone(words);
    void queries.invalidateQueries({ queryKey: erasuresQuery.queryKey });
  };
  const act = useMutation({
    mutationFn: ({ erasure: { residentId, revision }, what }: Step) =>
      what === 'confirm'
        ? send('/erasures/{residentId}/confirm', { params: { residentId }, body: { revision } })
        : send('/erasures/{residentId}/reject', { params: { residentId }, body: { revision } }),
    onSuccess: (_, { what }) => settled(what === 'confirm' ? w.confirmed : w.stopped),
  });
  const ask = (next: Step): void => {
    act.reset();
    if (next.what === 'confirm') setStep(next);
    else act.mutate(next);
  };
  if (!isCity)
    return (
      <Page title={w.title} lead={w.lead}>
        <p>{w.onlyCity}</p>
      </Page>
    );
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Page title={w.title} lead={w.lead}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {act.error && !step && <Problem error={act.error} />}
      {administrator.role === 'administrator' && !asks && (
        <p>
          <button type="button" className="wb-button wb-primary" onClick={() => setAsks(true)}>
            {w.propose}
          </button>
        </p>
      )}
      {asks && <Propose onDone={() => settled(w.sent)} onClose={() => setAsks(false)} />}
      {data.erasures.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <div className="wb-table-frame">
          <table className="wb-table" aria-label={w.list}>
            <thead>
              <tr>
                {[w.person, w.basis, w.document, w.state, w.due, w.kept, w.act].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.erasures.map((erasure) => (
                <Row key={erasure.residentId} erasure={erasure} onStep={ask} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {step && (
        <Confirm
          title={w.sure}
          act={w.confirm}
          isSending={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(step)}
          onClose={() => setStep(undefined)}
        >
          <p>
            {step.erasure.name} · {step.erasure.document}
          </p>
          <p>{w.sureDo}</p>
        </Confirm>
      )}
    </Page>
  );
};
export default Erasures;
