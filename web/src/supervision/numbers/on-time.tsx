/** In time or not, for each limit that ran out or was kept in the period. */
import { useMemo } from 'react';
import { Empty } from '../../ui/state.tsx';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, colours, font, splitLine } from '../charts/style.ts';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, percentOf, percentText } from './number-text.ts';

export const OnTimeSection = ({ code, numbers, period: { from, to } }: Given) => {
  const { s, t } = useSupervisionWords();
  const clocks = useMemo(() => Object.entries(numbers.clocks), [numbers]);
  const option = useMemo(
    () => ({
      ...base,
      legend: { show: false },
      xAxis: { type: 'value', min: 0, max: 100, axisLabel: { ...axisText, formatter: '{value}%' }, splitLine },
      yAxis: {
        type: 'category',
        inverse: true,
        data: clocks.map(([name]) => t(`clocks.${name as 'PROMISE'}`)),
        axisLabel: font,
      },
      series: [
        {
          type: 'bar',
          name: s.comparison.plain,
          data: clocks.map(([, { rate }]) => percentOf(rate)),
          barMaxWidth: 22,
          itemStyle: { color: colours[0] },
          label: { show: true, position: 'right', formatter: '{c}%', ...font },
        },
      ],
      grid: { ...base.grid, top: 8, right: 52 },
    }),
    [clocks, s, t],
  );
  if (clocks.length === 0) return <Empty>{s.onTime.none}</Empty>;
  const [name, worst] = clocks.reduce((a, b) => ((a[1].rate ?? 1) <= (b[1].rate ?? 1) ? a : b));
  const label = s.onTime.label(t(`clocks.${name as 'PROMISE'}`), percentText(worst.rate));
  return (
    <>
      <Figure title={s.onTime.title} label={label} option={option} height={clocks.length > 4 ? 280 : 200}>
        <table className="sv-numbers-table">
          <caption className="sr-only">{s.onTime.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.onTime.clock}</th>
              <th scope="col">{s.headline.met}</th>
              <th scope="col">{s.headline.missed}</th>
              <th scope="col">{s.comparison.plain}</th>
            </tr>
          </thead>
          <tbody>
            {clocks.map(([clock, { met, missed, rate }]) => (
              <tr key={clock}>
                <th scope="row">{t(`clocks.${clock as 'PROMISE'}`)}</th>
                <td>
                  <CasesLink behind={{ region: code, facts: [`met.${clock}`], from, to }} n={met}>
                    {countText(met)}
                  </CasesLink>
                </td>
                <td>
                  <CasesLink behind={{ region: code, facts: [`missed.${clock}`], from, to }} n={missed}>
                    {countText(missed)}
                  </CasesLink>
                </td>
                <td>{percentText(rate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
      <p className="hint">{s.onTime.note}</p>
    </>
  );
};
