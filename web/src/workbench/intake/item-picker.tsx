/** The matter, by name, everyday words or pinyin: arrows choose, Enter takes. WAI-ARIA's combobox with a list. */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { read } from '../../api/api.ts';
import { search } from '../../search/match.ts';
import { useReadings } from '../../search/use-readings.ts';
import { useStaffWords } from '../words.ts';
import type { DeskChannel } from './applicant.ts';
import { filedLately } from './recent.ts';

/** As many as are taken in at a glance. */
const most = 8;

type ItemPickerProps = {
  readonly channel: DeskChannel;
  readonly itemId: string | undefined;
  readonly choose: (itemId: string | undefined) => void;
};

export const ItemPicker = ({ channel, itemId, choose }: ItemPickerProps) => {
  const { w, t, say } = useStaffWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const readings = useReadings(typed !== '');
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: () => read('/catalogue/items'),
    staleTime: 10 * 60_000,
  });
  useEffect(() => {
    if (itemId === undefined) input.current?.focus();
  }, [itemId, data === undefined]);
  const items = data?.items.filter(({ channels }) => channels.includes(channel)) ?? [];
  const chosen = items.find((item) => item.id === itemId);
  if (chosen)
    return (
      <div className="wb-chosen">
        <p>
          <strong>{say(chosen)}</strong> · {t(`departments.${chosen.department as 'police'}`)} ·{' '}
          {t('item.workdays', { n: chosen.promisedWorkdays })}
        </p>
        <button type="button" className="wb-button" onClick={() => choose(undefined)}>
          {w.intake.changeItem}
        </button>
      </div>
    );
  const recent = filedLately().flatMap((each) => items.find((item) => item.id === each) ?? []);
  const found = typed.trim() === '' ? recent : search(items, typed, readings).slice(0, most);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') {
      const item = found[at];
      if (item) choose(item.id);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="wb-items">
      <label htmlFor={id}>{w.intake.itemLabel}</label>
      <input
        ref={input}
        id={id}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(found[at] ? { 'aria-activedescendant': `${id}-${found[at].id}` } : {})}
        autoComplete="off"
        value={typed}
        onKeyDown={press}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
      />
      {typed.trim() === '' && recent.length > 0 && <p className="hint">{w.intake.recent}</p>}
      {typed.trim() !== '' && found.length === 0 && <p role="status">{w.intake.itemNone}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label={w.intake.item} hidden={found.length === 0}>
        {found.map((item, i) => (
          <li
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            aria-selected={i === at}
            onMouseEnter={() => setAt(i)}
            onClick={() => choose(item.id)}
          >
            {say(item)} <span className="hint">{t(`departments.${item.department as 'police'}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
