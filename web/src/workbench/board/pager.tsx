import { useStaffWords } from '../words.ts';

/** Pages of a list, where there is more than one. */
export const Pager = ({ page, pages, go }: { page: number; pages: number; go: (page: number) => void }) => {
  const { w } = useStaffWords();
  if (pages === 1) return null;
  return (
    <nav className="wb-pager" aria-label={w.list.page(page, pages)}>
      <button type="button" className="wb-button" disabled={page === 1} onClick={() => go(page - 1)}>
        {w.list.previous}
      </button>
      <span>{w.list.page(page, pages)}</span>
      <button type="button" className="wb-button" disabled={page === pages} onClick={() => go(page + 1)}>
        {w.list.next}
      </button>
    </nav>
  );
};
