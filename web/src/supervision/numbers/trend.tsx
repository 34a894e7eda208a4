/** Twelve months side by side: what was filed, resolved, and open at the end of each. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Failed, Loading } from '../../ui/state.tsx';
import { trendQuery } from '../api.ts';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, lineOf, splitLine } from '../charts/style.ts';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, percentText } from './number-text.ts';
import { lastDayOf, monthText } from './period.ts';

export const TrendSection = ({ code, period }: Given) => {
  const { s, language } = useSupervisionWords();
  const { data, error, refetch } = useQuery(trendQuery(code, period.month));
  const option = useMemo(() => {
    const months = data?.months ?? [];
    return {
      ...base,
      xAxis: { type: 'category', data: months.map(({ month }) => month), axisLabel: axisText },
      yAxis: { type: 'value', minInterval: 1, axisLabel: axisText, splitLine },
      series: [
        lineOf(
          s.trend.filed,
          months.map(({ filed }) => filed),
          0,
        ),
        lineOf(
          s.trend.resolved,
          months.map(({ resolved }) => resolved),
          2,
        ),
        lineOf(
          s.trend.open,
          months.map(({ open }) => open),
          1,
        ),
      ],
    };
  }, [data, s]);
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const last = data.months.at(-1);
  const days = (month: string) => ({ from: `${month}-01`, to: lastDayOf(month) });
  const label = last
    ? s.trend.label(monthText(last.month, language), last.filed, last.resolved, last.open)
    : s.numbers.sections.trend;
  return (
    <Figure title={s.trend.title} label={label} option={option}>
      <table className="sv-numbers-table">
        <caption className="sr-only">{s.trend.title}</caption>
        <thead>
          <tr>
            <th scope="col">{s.period.month}</th>
            <th scope="col">{s.trend.filed}</th>
            <th scope="col">{s.trend.resolved}</th>
            <th scope="col">{s.trend.open}</th>
            <th scope="col">{s.headline.onTime}</th>
            <th scope="col">{s.trend.rated}</th>
            <th scope="col">{s.headline.satisfaction}</th>
          </tr>
        </thead>
        <tbody>
          {data.months.map(({ month, filed, resolved, open, onTime, satisfaction }) => (
            <tr key={month}>
              <th scope="row">{monthText(month, language)}</th>
              <td>
                <CasesLink behind={{ region: code, facts: ['filed'], ...days(month) }} n={filed}>
                  {countText(filed)}
                </CasesLink>
              </td>
              <td>
                <CasesLink behind={{ region: code, facts: ['resolved'], ...days(month) }} n={resolved}>
                  {countText(resolved)}
                </CasesLink>
              </td>
              <td>{countText(open)}</td>
              <td>{percentText(onTime.rate)}</td>
              <td>{countText(satisfaction.rated)}</td>
              <td>{percentText(satisfaction.rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
};
