/** What open requests would have seen: asked part by part, so that it can be stopped and goes on where it was. */
import { useRef, useState } from 'react';
import type { Reply } from '../../api/api.ts';
import { Problem } from './problem.tsx';
import { useProposalWords } from './proposal-words.ts';

type Part = Pick<Reply<'POST', '/rules/preview'>, 'previewed' | 'cursor'>;
type Sum = NonNullable<Part['previewed']>;

const add = (sum: Sum | null, part: Sum | null): Sum | null =>
  sum && part
    ? {
        seen: sum.seen + part.seen,
        open: part.open,
        tickets: sum.tickets + part.tickets,
        clocks: sum.clocks + part.clocks,
        earlier: sum.earlier + part.earlier,
        later: sum.later + part.later,
        breaches: { old: sum.breaches.old + part.breaches.old, new: sum.breaches.new + part.breaches.new },
        communities: [...new Set([...sum.communities, ...part.communities])],
      }
    : (part ?? sum);

type ClockPreviewProps<Asked extends Part> = {
  readonly ask: (cursor: string | undefined) => Promise<Asked>;
  /** Shown of the first part: what differs beside the dates. */
  readonly show?: (first: Asked) => React.ReactNode;
};

export const ClockPreview = <Asked extends Part>({ ask, show }: ClockPreviewProps<Asked>) => {
  const { w } = useProposalWords();
  const [first, setFirst] = useState<Asked | undefined>(undefined);
  const [sum, setSum] = useState<Sum | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const goesOn = useRef(false);

  const run = async (from: { sum: Sum | null; cursor: string | null }): Promise<void> => {
    goesOn.current = true;
    setRunning(true);
    setError(undefined);
    let now = from;
    try {
      do {
        const part = await ask(now.cursor ?? undefined);
        if (now.sum === null) setFirst(part);
        now = { sum: add(now.sum, part.previewed), cursor: part.cursor };
        setSum(now.sum);
        setCursor(now.cursor);
      } while (now.cursor !== null && goesOn.current);
    } catch (thrown) {
      setError(thrown);
    }
    setRunning(false);
  };
  return (
    <section className="ad-preview" aria-label={w.preview}>
      <p className="wb-buttons">
        {isRunning ? (
          <button type="button" className="wb-button" onClick={() => (goesOn.current = false)}>
            {w.stop}
          </button>
        ) : (
          <button type="button" className="wb-button" onClick={() => void run({ sum: null, cursor: null })}>
            {w.preview}
          </button>
        )}
        {!isRunning && sum && cursor !== null && (
          <button type="button" className="wb-button" onClick={() => void run({ sum, cursor })}>
            {w.resume}
          </button>
        )}
        <span className="hint">{w.previewHint}</span>
      </p>
      {error !== undefined && <Problem error={error} />}
      <div role="status">
        {first && show?.(first)}
        {isRunning && <p>{w.looking}</p>}
        {sum && (
          <>
            <p>
              <strong>{w.looked(sum.seen, cursor === null && !isRunning)}</strong> · {w.moved(sum.tickets, sum.open)} ·{' '}
              {w.clocks(sum.earlier, sum.later)} · {w.breaches(sum.breaches.old, sum.breaches.new)} ·{' '}
              {w.inCommunities(sum.communities.length)}
            </p>
            <p className="hint">{w.keeps}</p>
          </>
        )}
      </div>
    </section>
  );
};
