/**
 * From the region that somebody is over down to the one on the page: each level a list of its siblings, the next level
 * empty. It offers nothing above the own region.
 */
import { useQueries } from '@tanstack/react-query';
import { levelOf, lineageOf } from '../../../../domain/region.ts';
import { isOver, useOverseer } from '../overseer.ts';
import { useSupervisionWords } from '../words.ts';
import { regionQuery } from './use-region.ts';

type RegionSwitchProps = {
  readonly code: string;
  readonly go: (code: string) => void;
  /** Down to which level. */
  readonly deepest?: 2 | 3 | 4;
};

const levelKeys = { 1: 'city', 2: 'district', 3: 'street', 4: 'community' } as const;

export const RegionSwitch = ({ code, go, deepest = 4 }: RegionSwitchProps) => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  const path = lineageOf(code)
    .filter((each) => isOver(overseer, each))
    .toReversed();
  const opened = path.filter((each) => levelOf(each) < deepest);
  const lists = useQueries({ queries: path.map(regionQuery) });
  const dataOf = (each: string) => lists[path.indexOf(each)]?.data;
  const [own] = path;
  // Nothing below it that could be chosen.
  if (own === undefined || levelOf(own) >= deepest) return null;
  return (
    <nav className="sv-regions no-print" aria-label={s.regions.title}>
      {code === own ? (
        <strong>{dataOf(own)?.display ?? '…'}</strong>
      ) : (
        <button type="button" className="link-button" onClick={() => go(own)}>
          {dataOf(own)?.display ?? '…'}
        </button>
      )}
      {opened.map((parent, i) => {
        const below = levelKeys[(levelOf(parent) + 1) as 2 | 3 | 4];
        const children = dataOf(parent)?.children.filter(({ virtual }) => !virtual) ?? [];
        return (
          <label key={parent}>
            <span aria-hidden="true">›</span> <span className="sr-only">{s.regions.levels[below]}</span>
            <select
              value={path[i + 1] ?? ''}
              onChange={({ target }) => go(target.value === '' ? parent : target.value)}
            >
              <option value="">{s.regions.all[below]}</option>
              {children.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.display}
                </option>
              ))}
            </select>
          </label>
        );
      })}
    </nav>
  );
};
