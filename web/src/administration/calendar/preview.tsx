/** What would move: asked part by part, so that it can be stopped, and says how many requests were looked at. */
import { useRef, useState } from 'react';
import { Problem } from '../parts/problem.tsx';
import { type Reply, send } from '../../api/api.ts';
import { momentText } from '../../ui/dates.ts';
import type { Notice } from './notice.ts';
import { useCalendarWords } from './words.ts';

type Part = Reply<'POST', '/calendar/years/{year}/preview'>;
type Sum = Part & { readonly at: 'running' | 'stopped' | 'finished' };

/** Examples that are shown of all. */
const shown = 20;

const add = (sum: Part | undefined, part: Part): Part =>
  sum
    ? {
        tickets: sum.tickets + part.tickets,
        moving: sum.moving + part.moving,
        earlier: sum.earlier + part.earlier,
        later: sum.later + part.later,
        late: { would: sum.late.would + part.late.would, wouldNot: sum.late.wouldNot + part.late.wouldNot },
        moves: [...sum.moves, ...part.moves].slice(0, shown),
        cursor: part.cursor,
      }
    : part;

type PreviewProps = {
  readonly year: number;
  readonly notice: Notice;
  /** Told what the service finds wrong with the notice. */
  readonly onError?: (error: unknown) => void;
};

export const Preview = ({ year, notice, onError }: PreviewProps) => {
  const { w, language } = useCalendarWords();
  const [sum, setSum] = useState<Sum | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const goesOn = useRef(false);

  const run = async (from: Part | undefined): Promise<void> => {
    goesOn.current = true;
    setError(undefined);
    let now = from;
    try {
      do {
        const cursor = now?.cursor ?? undefined;
        const body = { off: [...notice.off], makeUp: [...notice.makeUp], ...(cursor === undefined ? {} : { cursor }) };
        now = add(now, await send('/calendar/years/{year}/preview', { params: { year: String(year) }, body }));
        setSum({ ...now, at: now.cursor === null ? 'finished' : goesOn.current ? 'running' : 'stopped' });
      } while (now.cursor !== null && goesOn.current);
    } catch (thrown) {
      setError(thrown);
      onError?.(thrown);
      setSum((before) => before && { ...before, at: 'stopped' });
    }
  };
  const isRunning = sum?.at === 'running';
  return (
    <section className="ad-preview" aria-label={w.preview}>
      <p className="wb-buttons">
        {isRunning ? (
          <button type="button" className="wb-button" onClick={() => (goesOn.current = false)}>
            {w.stop}
          </button>
        ) : (
          <button type="button" className="wb-button" onClick={() => void run(undefined)}>
            {w.preview}
          </button>
        )}
        {sum?.at === 'stopped' && (
          <button type="button" className="wb-button" onClick={() => void run(sum)}>
            {w.resume}
          </button>
        )}
        <span className="hint">{w.previewHint}</span>
      </p>
      {error !== undefined && !onError && <Problem error={error} />}
      <div role="status">
        {sum && (
          <p>
            <strong>{isRunning ? w.previewing : w.looked(sum.tickets, sum.at === 'finished')}</strong>
            {' · '}
            {w.moving(sum.moving)} · {w.clocks(sum.earlier, sum.later)} · {w.late(sum.late.would, sum.late.wouldNot)}
          </p>
        )}
      </div>
      {sum && sum.moves.length > 0 && (
        <details>
          <summary>{w.examples}</summary>
          <div className="wb-table-frame">
            <table className="wb-table">
              <thead>
                <tr>
                  <th scope="col">{w.reference}</th>
                  <th scope="col">{w.was}</th>
                  <th scope="col">{w.is}</th>
                </tr>
              </thead>
              <tbody>
                {sum.moves.map(({ reference, clock, was, due }) => (
                  <tr key={`${reference} ${clock}`}>
                    <th scope="row">{reference}</th>
                    <td>{momentText(was, language)}</td>
                    <td>{momentText(due, language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
};
