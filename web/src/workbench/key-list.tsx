/** Every key of a part of staff, and whether single keys work at all. */
import { useEffect, useRef } from 'react';
import { setSingleKeys, useSingleKeys } from './keys.ts';
import { useStaffWords } from './words.ts';

export type KeyRow = { readonly keys: string; readonly what: string };

export const KeyList = ({ rows, close }: { rows: readonly KeyRow[]; close: () => void }) => {
  const { w } = useStaffWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const on = useSingleKeys();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="wb-dialog" aria-labelledby="key-list" onClose={close}>
      <h2 id="key-list">{w.keyList.title}</h2>
      <dl className="wb-keys">
        {rows.map(({ keys, what }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="wb-check">
        <input type="checkbox" checked={on} onChange={({ target }) => setSingleKeys(target.checked)} />
        {w.keyList.on}
      </label>
      <form method="dialog">
        <button type="submit" className="button">
          {w.close}
        </button>
      </form>
    </dialog>
  );
};
