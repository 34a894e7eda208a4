/** The numbers of today: given at the door, called to this window, called again, missed, served. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { VisitorLane } from '../../../../domain/visitors.ts';
import { read, type Reply, send } from '../../api/api.ts';
import { timeText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failed, Loading, useFailureWords } from '../../ui/state.tsx';
import { useKeys } from '../keys.ts';
import { useDesk } from '../me.ts';
import { useStaffWords } from '../words.ts';
import { announce } from './announce.ts';

type Changed = Reply<'POST', '/visitors/{officeId}/take'>;
type Visitor = Changed['visitor'];

const windowPlace = 'yizhan.window';
const windows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** Milliseconds: at the counter everybody looks at the same list. */
const often = 5_000;

const usePress = (officeId: string) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (press: () => Promise<Changed>) => press(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['visitors', officeId] }),
  });
};

/** Each button of this page as the API has it. */
const presses = (officeId: string, window: string) => {
  const params = { officeId };
  return {
    take: (lane: VisitorLane) => send('/visitors/{officeId}/take', { params, body: { lane } }),
    call: () => send('/visitors/{officeId}/call', { params, body: { window } }),
    recall: (number: string) => send('/visitors/{officeId}/recall', { params, body: { number, window } }),
    skip: (number: string) => send('/visitors/{officeId}/skip', { params, body: { number } }),
    finish: (number: string) => send('/visitors/{officeId}/finish', { params, body: { number } }),
  };
};

const Waiting = ({ visitors }: { visitors: readonly Visitor[] }) => {
  const { w } = useStaffWords();
  if (visitors.length === 0) return <p className="hint">{w.visitors.nobody}</p>;
  return (
    <ol className="wb-numbers">
      {visitors.map(({ number, lane, takenAt }) => (
        <li key={number}>
          <span className="wb-reference">{number}</span>{' '}
          {lane === 'priority' && <span className="wb-lane wb-lane-priority">{w.lanes.priority}</span>}{' '}
          <span className="hint">{timeText(takenAt)}</span>
        </li>
      ))}
    </ol>
  );
};

/** What the visitor takes along from the door. */
const Slip = ({ visitor, ahead, office }: { visitor: Visitor; ahead: number; office: string }) => {
  const { w } = useStaffWords();
  return (
    <section className="wb-slip" aria-label={w.visitors.slip}>
      <p className="only-print">{office}</p>
      <p className="wb-big" role="status">
        {visitor.number}
      </p>
      <p>
        {w.visitors.ahead(ahead)} · {timeText(visitor.takenAt)}
      </p>
      <button type="button" className="wb-button no-print" onClick={() => window.print()}>
        <Icon name="print" /> {w.visitors.print}
      </button>
    </section>
  );
};

export const Visitors = () => {
  const { w, say, language } = useStaffWords();
  const failureWords = useFailureWords();
  const { officeId } = useDesk();
  const [at, setAt] = useState(() => localStorage.getItem(windowPlace) ?? '1');
  const [slip, setSlip] = useState<Visitor | undefined>(undefined);
  const { data, error, refetch } = useQuery({
    queryKey: ['visitors', officeId],
    queryFn: () => read('/visitors/{officeId}', { params: { officeId } }),
    refetchInterval: often,
    staleTime: 1_000,
  });
  const press = usePress(officeId);
  const does = presses(officeId, at);
  const here = data?.called.find(({ window }) => window === at);

  const take = (lane: VisitorLane): void =>
    press.mutate(() => does.take(lane), { onSuccess: ({ visitor }) => setSlip(visitor) });
  const said = (calling: () => Promise<Changed>): void => {
    setSlip(undefined);
    press.mutate(calling, { onSuccess: ({ visitor }) => announce(w.visitors.spoken(visitor.number, at), language) });
  };
  const next = (): void => said(does.call);
  const recall = (number: string): void => said(() => does.recall(number));
  const quietly = (what: 'skip' | 'finish'): void => {
    if (here) press.mutate(() => does[what](here.number));
  };
  useKeys({
    o: () => take('ordinary'),
    a: () => take('priority'),
    n: next,
    r: () => here && recall(here.number),
    m: () => quietly('skip'),
    f: () => quietly('finish'),
  });
  useEffect(() => {
    document.title = `${w.visitors.title} · ${w.title}`;
  }, [w]);
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const failure = press.error ? failureWords(press.error) : undefined;
  return (
    <div className="wb-page">
      <div className="wb-title no-print">
        <h1>{w.visitors.title}</h1>
        <p className="hint">{w.visitors.count(data.waiting.length, data.served)}</p>
        <label>
          {w.visitors.window}{' '}
          <select
            value={at}
            onChange={({ target }) => {
              localStorage.setItem(windowPlace, target.value);
              setAt(target.value);
            }}
          >
            {windows.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      {failure && (
        <p className="problem no-print" role="alert">
          {failure.detail}
        </p>
      )}
      <div className="wb-columns">
        <div>
          <section className="wb-panel no-print" aria-labelledby="here">
            <h2 id="here">{w.visitors.here(at)}</h2>
            <p className="wb-big" aria-live="assertive">
              {here?.number ?? '–'}
            </p>
            <div className="wb-actions">
              <button type="button" className="wb-button wb-primary" disabled={press.isPending} onClick={next}>
                {w.visitors.next} <kbd aria-hidden="true">n</kbd>
              </button>
              {here && (
                <>
                  <button type="button" className="wb-button" onClick={() => recall(here.number)}>
                    {w.visitors.recall} <kbd aria-hidden="true">r</kbd>
                  </button>
                  <button type="button" className="wb-button" onClick={() => quietly('skip')}>
                    {w.visitors.skip} <kbd aria-hidden="true">m</kbd>
                  </button>
                  <button type="button" className="wb-button" onClick={() => quietly('finish')}>
                    {w.visitors.finish} <kbd aria-hidden="true">f</kbd>
                  </button>
                  <Link href="/workbench/counter" className="wb-button">
                    {w.counter} <kbd aria-hidden="true">c</kbd>
                  </Link>
                </>
              )}
            </div>
          </section>
          <section className="wb-panel" aria-labelledby="door">
            <h2 id="door" className="no-print">
              {w.visitors.door}
            </h2>
            <div className="wb-actions no-print">
              <button type="button" className="wb-button" disabled={press.isPending} onClick={() => take('ordinary')}>
                {w.visitors.take} <kbd aria-hidden="true">o</kbd>
              </button>
              <button type="button" className="wb-button" disabled={press.isPending} onClick={() => take('priority')}>
                {w.visitors.takePriority} <kbd aria-hidden="true">a</kbd>
              </button>
            </div>
            <p className="hint no-print">{w.visitors.who}</p>
            {slip && (
              <Slip
                visitor={slip}
                ahead={data.waiting.findIndex(({ number }) => number === slip.number)}
                office={say(data.office)}
              />
            )}
          </section>
        </div>
        <div className="no-print">
          <section className="wb-panel" aria-labelledby="waiting">
            <h2 id="waiting">{w.visitors.waiting}</h2>
            <Waiting visitors={data.waiting} />
          </section>
          {data.missed.length > 0 && (
            <section className="wb-panel" aria-labelledby="missed">
              <h2 id="missed">{w.visitors.missed}</h2>
              <ul className="wb-links">
                {data.missed.map(({ number }) => (
                  <li key={number}>
                    <span className="wb-reference">{number}</span>
                    <button type="button" className="wb-button" onClick={() => recall(number)}>
                      {w.visitors.recall}
                    </button>
                  </li>
                ))}
              </ul>
              <p className="hint">{w.visitors.kept}</p>
            </section>
          )}
        </div>
      </div>
    </div>
  );
};
