/** For what somebody may act: everything, or matters found by name, everyday words or pinyin. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Recorded } from '../../../../domain/mandate.ts';
import { read } from '../../api/api.ts';
import { search } from '../../search/match.ts';
import { useReadings } from '../../search/use-readings.ts';
import { useStaffWords } from '../words.ts';

type Items = Recorded['items'];
/** As many as are taken in at a glance, beside those chosen. */
const most = 8;

export const MandateItems = ({ items, choose }: { items: Items; choose: (items: Items) => void }) => {
  const { w, t, say } = useStaffWords();
  const [typed, setTyped] = useState('');
  const readings = useReadings(typed !== '');
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: () => read('/catalogue/items'),
    staleTime: 10 * 60_000,
  });
  const chosen = items === 'all' ? [] : items;
  const all = data?.items ?? [];
  const found = typed.trim() === '' ? [] : search(all, typed, readings).slice(0, most);
  const shown = [...all.filter(({ id }) => chosen.includes(id)), ...found.filter(({ id }) => !chosen.includes(id))];
  return (
    <fieldset className="wb-field">
      <legend>{w.mandates.items}</legend>
      <label className="wb-check">
        <input
          type="checkbox"
          checked={items === 'all'}
          onChange={({ target }) => choose(target.checked ? 'all' : [])}
        />
        {t('acting.allItems')}
      </label>
      {items !== 'all' && (
        <>
          <label className="wb-field">
            {w.intake.itemLabel}
            <input
              type="search"
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
          </label>
          {shown.map((item) => (
            <label key={item.id} className="wb-check">
              <input
                type="checkbox"
                checked={chosen.includes(item.id)}
                onChange={({ target }) =>
                  choose(target.checked ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))
                }
              />
              {say(item)}
            </label>
          ))}
        </>
      )}
    </fieldset>
  );
};
