/** The same numbers by department, item, mode, channel, special group or kind of community. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dimensions } from '../../../../domain/performance.ts';
import { read } from '../../api/api.ts';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { type Dimension, numbersQuery } from '../api.ts';
import { Scroll } from '../charts/scroll.tsx';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, percentText } from './number-text.ts';

/** What people call the values of a dimension. */
export const useValueName = () => {
  const { s, w, t, say } = useSupervisionWords();
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: () => read('/catalogue/items'),
    staleTime: 10 * 60_000,
  });
  return (dimension: Dimension, value: string): string => {
    const item = data?.items.find(({ id }) => id === value);
    switch (dimension) {
      case 'item':
        return item ? say(item) : value;
      case 'department':
        return t(`departments.${value as 'police'}`);
      case 'group':
        return t(`groups.${value as 'resident'}`);
      case 'mode':
        return s.modes[value as 'proxy'] ?? value;
      case 'channel':
        return w.channels[value as 'web'] ?? value;
      case 'class':
        return s.targets[value as 'urban'] ?? value;
    }
  };
};

export const Breakdown = ({ code, period: { from, to } }: Given) => {
  const { s } = useSupervisionWords();
  const [by, setBy] = useState<Dimension>('department');
  const nameOf = useValueName();
  const { data, error, refetch } = useQuery(numbersQuery(code, { from, to, by }));
  const values = (data?.by?.values ?? []).toSorted((a, b) => (b.counts['filed'] ?? 0) - (a.counts['filed'] ?? 0));
  return (
    <>
      <label className="no-print">
        {s.breakdown.by}{' '}
        <select value={by} onChange={({ target }) => setBy(target.value as Dimension)}>
          {dimensions.map((each) => (
            <option key={each} value={each}>
              {s.breakdown.dimensions[each]}
            </option>
          ))}
        </select>
      </label>
      {!data && (error ? <Failed error={error} again={() => void refetch()} /> : <Loading />)}
      {data && values.length === 0 && <Empty>{s.breakdown.none}</Empty>}
      {values.length > 0 && (
        <Scroll label={s.breakdown.dimensions[by]}>
          <table className="sv-numbers-table">
            <caption className="sr-only">{s.breakdown.dimensions[by]}</caption>
            <thead>
              <tr>
                <th scope="col">{s.breakdown.dimensions[by]}</th>
                <th scope="col">{s.headline.filed}</th>
                <th scope="col">{s.headline.resolved}</th>
                <th scope="col">{s.headline.open}</th>
                <th scope="col">{s.headline.missed}</th>
                <th scope="col">{s.headline.onTime}</th>
                <th scope="col">{s.trend.rated}</th>
                <th scope="col">{s.headline.satisfaction}</th>
              </tr>
            </thead>
            <tbody>
              {values.map(({ value, counts, open, onTime, satisfaction }) => {
                const link = (fact: string) => (
                  <CasesLink
                    behind={{ region: code, facts: [fact], cell: `${by}.${value}`, from, to }}
                    n={counts[fact] ?? 0}
                  >
                    {countText(counts[fact] ?? 0)}
                  </CasesLink>
                );
                return (
                  <tr key={value}>
                    <th scope="row">{nameOf(by, value)}</th>
                    <td>{link('filed')}</td>
                    <td>{link('resolved')}</td>
                    <td>{countText(open)}</td>
                    <td>{link('missed.PROMISE')}</td>
                    <td>{percentText(onTime.rate)}</td>
                    <td>{countText(satisfaction.rated)}</td>
                    <td>{percentText(satisfaction.rate)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
};
