/** Whose working time it took: the median and the slowest tenth. */
import { useMemo } from 'react';
import { workingText } from '../../ui/dates.ts';
import { Empty } from '../../ui/state.tsx';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, colours, font, splitLine } from '../charts/style.ts';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText } from './number-text.ts';

const MINUTE = 60_000;
const hours = (minutes: number): number => Math.round(minutes / 6) / 10;

export const ElapsedSection = ({ code, numbers, period: { from, to } }: Given) => {
  const { s, language } = useSupervisionWords();
  const holders = useMemo(() => Object.entries(numbers.elapsed), [numbers]);
  const option = useMemo(
    () => ({
      ...base,
      xAxis: {
        type: 'value',
        name: s.elapsed.hours,
        nameLocation: 'middle',
        nameGap: 26,
        axisLabel: axisText,
        splitLine,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: holders.map(([kind]) => s.elapsed.kinds[kind as 'all']),
        axisLabel: font,
      },
      series: (['p50', 'p90'] as const).map((which, i) => ({
        type: 'bar',
        name: s.elapsed[which],
        data: holders.map(([, each]) => hours(each[which])),
        barMaxWidth: 16,
        itemStyle: { color: colours[i] },
      })),
      grid: { ...base.grid, bottom: 30 },
    }),
    [holders, s],
  );
  if (holders.length === 0) return <Empty>{s.elapsed.none}</Empty>;
  const all = numbers.elapsed.all;
  const label = all
    ? s.elapsed.label(workingText(all.p50 * MINUTE, language), workingText(all.p90 * MINUTE, language))
    : s.elapsed.title;
  return (
    <>
      <Figure title={s.elapsed.title} label={label} option={option} height={holders.length > 3 ? 360 : 280}>
        <table className="sv-numbers-table">
          <caption className="sr-only">{s.elapsed.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.elapsed.holder}</th>
              <th scope="col">{s.elapsed.cases}</th>
              <th scope="col">{s.elapsed.p50}</th>
              <th scope="col">{s.elapsed.p90}</th>
            </tr>
          </thead>
          <tbody>
            {holders.map(([kind, { cases, p50, p90 }]) => (
              <tr key={kind}>
                <th scope="row">{s.elapsed.kinds[kind as 'all']}</th>
                <td>
                  {kind === 'all' ? (
                    <CasesLink behind={{ region: code, facts: ['resolved'], from, to }} n={cases}>
                      {countText(cases)}
                    </CasesLink>
                  ) : (
                    countText(cases)
                  )}
                </td>
                <td>{workingText(p50 * MINUTE, language)}</td>
                <td>{workingText(p90 * MINUTE, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
      <p className="hint">{s.elapsed.note}</p>
    </>
  );
};
