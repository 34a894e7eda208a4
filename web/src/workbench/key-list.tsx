/** Every key of the workbench, and whether single keys work at all. */
import { useEffect, useRef } from 'react';
import { setSingleKeys, useSingleKeys } from './keys.ts';
import { places } from './places.ts';
import { useStaffWords } from './words.ts';

export const KeyList = ({ close }: { close: () => void }) => {
  const { w } = useStaffWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const on = useSingleKeys();
  useEffect(() => dialog.current?.showModal(), []);
  const rows: readonly (readonly [string, string])[] = [
    ['j k ↑ ↓', w.keyList.move],
    ['Enter', w.keyList.open],
    ['x', w.keyList.mark],
    ['1 – 9', `${w.keyList.show} / ${w.keyList.act}`],
    ['/', w.keyList.find],
    ...places.map(({ key, name }) => [key, w[name]] as const),
    ['Ctrl+Enter', w.keyList.send],
    ['Esc', w.keyList.back],
    ['?', w.keyList.help],
  ];
  return (
    <dialog ref={dialog} className="wb-dialog" aria-labelledby="key-list" onClose={close}>
      <h2 id="key-list">{w.keyList.title}</h2>
      <dl className="wb-keys">
        {rows.map(([keys, what]) => (
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
