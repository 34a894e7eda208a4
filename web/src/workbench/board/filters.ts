/** Which rows of the board are shown. The choice lives in the address, so it can be kept, shared and gone back to. */
import { boardLanes } from '../../../../domain/ticket/board.ts';
import type { BoardRow } from '../api.ts';
import { clockStateOf } from '../clock-state.ts';

export const shows = ['all', 'free', 'mine', 'new', 'overdue', 'today', 'waiting', 'card'] as const;
export type Show = (typeof shows)[number];

export type Filters = { readonly show: Show; readonly lane: string; readonly item: string; readonly q: string };

const isOneOf = <T extends string>(values: readonly T[], value: string | null): value is T =>
  values.some((each) => each === value);

/** Whatever stands in the address: what is unknown is no filter. */
export const filtersOf = (params: URLSearchParams): Filters => {
  const [show, lane] = [params.get('show'), params.get('lane')];
  return {
    show: isOneOf(shows, show) ? show : 'all',
    lane: isOneOf(boardLanes, lane) ? lane : '',
    item: params.get('item') ?? '',
    q: params.get('q') ?? '',
  };
};

/** The address of a choice; what is the default is left out. */
export const paramsOf = ({ show, lane, item, q }: Filters, page = 1): Record<string, string> => ({
  ...(show === 'all' ? {} : { show }),
  ...(lane ? { lane } : {}),
  ...(item ? { item } : {}),
  ...(q ? { q } : {}),
  ...(page > 1 ? { page: String(page) } : {}),
});

export type Viewer = { readonly id: string; readonly officeId: string };
type Row = Pick<
  BoardRow,
  'state' | 'lane' | 'due' | 'suspended' | 'handlerId' | 'holder' | 'itemId' | 'reference' | 'item'
>;

/** Who waits for others owes nothing now: no clock of this desk runs. */
export const stands = ({ lane, suspended }: Pick<Row, 'lane' | 'suspended'>): boolean =>
  lane === 'waiting' || (suspended && lane !== 'card');

const isHere = ({ holder }: Row, { officeId }: Viewer): boolean => holder.id === officeId;

/** @param now milliseconds since 1970 */
export const isShown = (show: Show, row: Row, viewer: Viewer, now: number): boolean => {
  const clock = () => clockStateOf({ due: row.due, stands: stands(row) }, now);
  switch (show) {
    case 'all':
      return true;
    case 'mine':
      return row.handlerId === viewer.id;
    case 'free':
      return row.handlerId === null && isHere(row, viewer) && row.lane !== 'waiting';
    case 'new':
      return (row.state === 'submitted' || row.state === 'routed') && isHere(row, viewer);
    case 'overdue':
    case 'today':
      return clock() === show;
    case 'waiting':
    case 'card':
      return row.lane === show;
  }
};

const folded = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

const fits = (row: Row, { lane, item, q }: Filters): boolean =>
  (lane === '' || row.lane === lane) &&
  (item === '' || row.itemId === item) &&
  (q === '' || [row.item.zh, row.item.en, row.reference].some((text) => folded(text).includes(folded(q))));

/** The rows of a choice in the order of the board, and how many each button would show under the other filters. */
export const sift = <R extends Row>(rows: readonly R[], filters: Filters, viewer: Viewer, now: number) => {
  const fitting = rows.filter((row) => fits(row, filters));
  const counts = Object.fromEntries(
    shows.map((show) => [show, fitting.filter((row) => isShown(show, row, viewer, now)).length]),
  ) as Record<Show, number>;
  return { rows: fitting.filter((row) => isShown(filters.show, row, viewer, now)), counts };
};
