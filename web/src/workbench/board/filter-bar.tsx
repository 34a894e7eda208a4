/** Buttons with counts, and lists for what is chosen less often. */
import type { BoardRow } from '../api.ts';
import { useStaffWords } from '../words.ts';
import { type Filters, type Show, shows } from './filters.ts';
import { boardLanes } from '../../../../domain/ticket/board.ts';

type FilterBarProps = {
  readonly filters: Filters;
  readonly counts: Readonly<Record<Show, number>>;
  readonly rows: readonly BoardRow[];
  readonly choose: (chosen: Partial<Filters>) => void;
};

export const FilterBar = ({ filters, counts, rows, choose }: FilterBarProps) => {
  const { w, say, language } = useStaffWords();
  const items = [...new Map(rows.map(({ itemId, item }) => [itemId, say(item)]))].sort(([, a], [, b]) =>
    a.localeCompare(b, language),
  );
  const isFiltered = filters.lane !== '' || filters.item !== '' || filters.q !== '' || filters.show !== 'all';
  return (
    <div className="wb-filters no-print" role="group" aria-label={w.filter.region}>
      <div className="wb-shows">
        {shows.map((show, i) => (
          <button
            key={show}
            type="button"
            className={`wb-show wb-show-${show}`}
            aria-pressed={filters.show === show}
            aria-keyshortcuts={String(i + 1)}
            onClick={() => choose({ show })}
          >
            {w.show[show]} <strong>{counts[show]}</strong>
          </button>
        ))}
      </div>
      <label>
        {w.filter.lane}{' '}
        <select value={filters.lane} onChange={({ target }) => choose({ lane: target.value })}>
          <option value="">{w.filter.any}</option>
          {boardLanes.map((lane) => (
            <option key={lane} value={lane}>
              {w.lanes[lane]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.filter.item}{' '}
        <select value={filters.item} onChange={({ target }) => choose({ item: target.value })}>
          <option value="">{w.filter.any}</option>
          {items.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {filters.q !== '' && (
        <button type="button" className="chip" onClick={() => choose({ q: '' })}>
          “{filters.q}” ×
        </button>
      )}
      {isFiltered && (
        <button
          type="button"
          className="link-button"
          onClick={() => choose({ show: 'all', lane: '', item: '', q: '' })}
        >
          {w.filter.clear}
        </button>
      )}
    </div>
  );
};
