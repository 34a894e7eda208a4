/**
 * One action on several requests. It begins after some seconds in which it can be taken back; each request is done on
 * the version that was on the screen, so what has changed meanwhile is left alone and said.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type ActionName, actions } from '../../../../domain/ticket/actions.ts';
import { actAtDesk, type BoardRow } from '../api.ts';
import { useStaffWords } from '../words.ts';

/** Seconds to think again. */
const hold = 5;
/** What asks nothing and can be undone by its opposite: nobody decides ten cases with one key. */
const offered = ['claim', 'sign', 'release'] as const satisfies readonly ActionName[];

type Held = { readonly action: ActionName; readonly rows: readonly BoardRow[]; readonly left: number };
type Result = { readonly done: number; readonly failed: number };

const perform = async ({ action, rows }: Held): Promise<Result> => {
  let done = 0;
  for (const row of rows)
    done += await actAtDesk(row.id, action, {}, row.version).then(
      () => 1,
      () => 0,
    );
  return { done, failed: rows.length - done };
};

export const Batch = ({ rows, clear }: { rows: readonly BoardRow[]; clear: () => void }) => {
  const { w, say } = useStaffWords();
  const queries = useQueryClient();
  const [held, setHeld] = useState<Held | undefined>(undefined);
  const [result, setResult] = useState<Result | undefined>(undefined);
  useEffect(() => {
    if (!held) return undefined;
    const timer = setTimeout(() => {
      if (held.left > 1) return setHeld({ ...held, left: held.left - 1 });
      setHeld(undefined);
      clear();
      void perform(held).then((finished) => {
        setResult(finished);
        return queries.invalidateQueries({ queryKey: ['board'] });
      });
    }, 1000);
    return () => clearTimeout(timer);
  }, [held, clear, queries]);
  return (
    <div className="wb-batch no-print" role="group" aria-label={w.batch.region}>
      {held ? (
        <>
          <span role="status">{w.batch.waiting(say(actions[held.action]), held.rows.length, held.left)}</span>
          <button type="button" className="wb-button wb-primary" onClick={() => setHeld(undefined)}>
            {w.batch.undo}
          </button>
        </>
      ) : (
        rows.length > 0 && (
          <>
            <span>{w.batch.chosen(rows.length)}</span>
            {offered.map((action) => (
              <button
                key={action}
                type="button"
                className="wb-button"
                onClick={() => {
                  setResult(undefined);
                  setHeld({ action, rows, left: hold });
                }}
              >
                {say(actions[action])}
              </button>
            ))}
            <button type="button" className="link-button" onClick={clear}>
              {w.cancel}
            </button>
          </>
        )
      )}
      <span role="status">{result && rows.length === 0 && w.batch.finished(result.done, result.failed)}</span>
    </div>
  );
};
