/** How it was judged: levels, ways of rating, and what a call-back changed. Both values are shown, the first one counts. */
import { useMemo } from 'react';
import { Empty } from '../../ui/state.tsx';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, colours, font, splitLine } from '../charts/style.ts';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, intervalText, percentText } from './number-text.ts';
import { Scroll } from '../charts/scroll.tsx';

const levels = ['5', '4', '3', '2', '1'] as const;
const ways = ['app', 'link', 'counter', 'phone'] as const;

export const RatingsSection = ({ code, numbers, period: { from, to } }: Given) => {
  const { s, w } = useSupervisionWords();
  const { counts, ratings, ratedBy, satisfaction } = numbers;
  const of = (fact: string): number => counts[fact] ?? 0;
  const link = (fact: string) => (
    <CasesLink behind={{ region: code, facts: [fact], from, to }} n={of(fact)}>
      {countText(of(fact))}
    </CasesLink>
  );
  const option = useMemo(
    () => ({
      ...base,
      xAxis: { type: 'value', minInterval: 1, axisLabel: axisText, splitLine },
      yAxis: { type: 'category', inverse: true, data: levels.map((level) => w.options[level]), axisLabel: font },
      series: [
        {
          type: 'bar',
          name: s.ratings.first,
          data: levels.map((level) => counts[`rating.${level}`] ?? 0),
          barMaxWidth: 18,
          itemStyle: { color: colours[0] },
        },
        {
          type: 'bar',
          name: s.ratings.second,
          data: levels.map((level) => counts[`secondRating.${level}`] ?? 0),
          barMaxWidth: 18,
          itemStyle: { color: colours[1] },
        },
      ],
    }),
    [counts, s, w],
  );
  if (levels.every((level) => of(`rating.${level}`) + of(`secondRating.${level}`) === 0))
    return <Empty>{s.ratings.none}</Empty>;
  return (
    <>
      <p>
        {s.ratings.summary(
          countText(satisfaction.satisfied),
          countText(satisfaction.rated),
          percentText(satisfaction.rate),
        )}{' '}
        {satisfaction.rate !== null && s.ratings.interval(intervalText(satisfaction.interval))}{' '}
        {s.ratings.response(
          countText(satisfaction.rated),
          countText(satisfaction.resolved),
          percentText(satisfaction.responseRate),
        )}
      </p>
      <Figure
        title={s.ratings.title}
        label={s.ratings.label(levels.map((level) => `${w.options[level]}: ${ratings[level] ?? 0}`).join(', '))}
        option={option}
      >
        <table className="sv-numbers-table">
          <caption className="sr-only">{s.ratings.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.ratings.level}</th>
              <th scope="col">{s.ratings.first}</th>
              <th scope="col">{s.ratings.excluded}</th>
              <th scope="col">{s.ratings.second}</th>
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level}>
                <th scope="row">{w.options[level]}</th>
                <td>{link(`rating.${level}`)}</td>
                <td>{link(`ratingExcluded.${level}`)}</td>
                <td>{link(`secondRating.${level}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
      <Scroll label={s.ratings.waysTitle}>
        <table className="sv-numbers-table">
          <caption>{s.ratings.waysTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{s.ratings.way}</th>
              <th scope="col">{s.ratings.rated}</th>
              <th scope="col">{s.ratings.satisfied}</th>
            </tr>
          </thead>
          <tbody>
            {ways.map((way) => (
              <tr key={way}>
                <th scope="row">{s.ratings.ways[way]}</th>
                <td>{countText(ratedBy[way].rated)}</td>
                <td>{countText(ratedBy[way].satisfied)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
};
