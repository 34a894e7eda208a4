import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { useWorker } from '../me.ts';
import { useStaffWords } from '../words.ts';
import { useViews } from './views.ts';

/** Kept choices, one press each; what is chosen now can be kept. @param search of the address as it is */
export const ViewBar = ({ search }: { search: string }) => {
  const { w } = useStaffWords();
  const { id } = useWorker();
  const { views, add, remove } = useViews(id);
  const [name, setName] = useState<string | undefined>(undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name?.trim()) add({ name: name.trim(), search });
    setName(undefined);
  };
  const isKept = views.some((view) => view.search === search);
  if (views.length === 0 && search === '') return null;
  return (
    <div className="wb-views no-print" role="group" aria-label={w.filter.views}>
      {views.length > 0 && <span className="hint">{w.filter.views}</span>}
      {views.map((view) => (
        <span key={view.name} className="wb-view">
          <Link href={`/workbench?${view.search}`} aria-current={view.search === search ? 'true' : undefined}>
            {view.name}
          </Link>
          <button type="button" aria-label={w.filter.remove(view.name)} onClick={() => remove(view.name)}>
            ×
          </button>
        </span>
      ))}
      {search !== '' && !isKept && name === undefined && (
        <button type="button" className="link-button" onClick={() => setName('')}>
          {w.filter.save}
        </button>
      )}
      {name !== undefined && (
        <form className="wb-buttons" onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && setName(undefined)}>
          <input
            // The button that was pressed has gone: the focus goes on to what it opened.
            ref={(input) => input?.focus()}
            aria-label={w.filter.name}
            placeholder={w.filter.name}
            maxLength={20}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <button type="submit" className="wb-button">
            {w.filter.save}
          </button>
        </form>
      )}
    </div>
  );
};
