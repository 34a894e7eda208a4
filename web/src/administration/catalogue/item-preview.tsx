/** What a version of an item would mean: for residents, for open requests. */
import type { Item } from '../../../../domain/catalogue.ts';
import { type Reply, send } from '../../api/api.ts';
import { ClockPreview } from '../parts/clock-preview.tsx';
import { differenceRows } from '../parts/difference-rows.ts';
import { Differences } from '../parts/versions.tsx';
import { useCatalogueWords } from './words.ts';

type Part = Reply<'POST', '/items/{id}/preview'>;

const Means = ({ part }: { part: Part }) => {
  const { w, say, language } = useCatalogueWords();
  return (
    <>
      <Differences rows={differenceRows(part.differences, language)} />
      <p>
        {w.reach(part.communities)} {part.required.length > 0 ? w.required(part.required.length) : w.requiredNone}
      </p>
      {part.required.length > 0 && (
        <ul>
          {part.required.map((each) => (
            <li key={`${each.kind} ${each.id}`}>
              {each.kind === 'field' ? w.field : w.papers}：{say(each)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

export const ItemPreview = ({ item }: { item: Item }) => (
  <ClockPreview
    ask={(cursor) =>
      send('/items/{id}/preview', {
        params: { id: item.id },
        body: { item, ...(cursor === undefined ? {} : { cursor }) } as never,
      })
    }
    show={(first: Part) => <Means part={first} />}
  />
);
